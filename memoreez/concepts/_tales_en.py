"""English templates for stories; `_bank` says what the slots are."""

TITLES = {
    "character": """
The {noun a} whisperer / {name}, as seen on weekends / Caught being happy /
Head of {noun a} affairs / !Never without {a} / The one with {a} / Weekend face / {name} and {a} /
Please don't interrupt / Best in the whole street
""",
    "companions": """
{Noun a} and friends / The whole gang / {a} called a meeting /
Table for {noun a} and {noun b} / {name's} favourite company / The {noun a} fan club /
Everybody squeeze in / Friends of {a} / Nobody gets left out / A very small party
""",
    "alive": """
{a} [a:goes|go] for a walk / {Noun a} on the loose / Last seen smiling / Somebody woke {a} /
{Noun a}, out of office / It walks, it smiles / {name's} {noun a} ran off /
New boots for {a} / {Noun a} with a day off / Two legs and a plan
""",
    "creature": """
Promoted to human / {a} stands up / {Noun a}, reporting for duty / New boots, same {noun a} /
Who bought {a} boots? / {name's} newest flatmate / The upright {noun a} / Off to the shops
""",
    "ride": """
The best bed in town / Occupied by {noun b} / {Noun b} on top of things / Do not disturb {b} /
Penthouse for a {noun b} / Mine now / {Noun b}, first class / Reserved for {noun b} /
{name's} place is taken / The nap of the year
""",
    "peek": """
Stowaway / {Noun b} on board / {Noun b} included / Room service, please / A {noun b} in hiding /
Surprise inside / Peekaboo, {name} / No vacancies / Somebody packed {b} / {b} moves in
""",
    "perch": """
Upstairs, downstairs / {Noun b} on top / High-rise {noun b} / Stacked with care / Don't sneeze /
{Noun a} wearing {noun b} / {name's} balancing act / {b} [b:gets|get] a lift /
A question of balance / It looked good up there
""",
    "planet": """
Planet {noun a} / Small world, big {noun a} / Next stop: planet {noun a} / {name's} little planet /
Orbiting {a} / No Mondays here / Gravity optional / The {noun a} in the sky /
A world of one's own / Around the world by lunch
""",
    "totem": """
The great {noun a} / {a} [a:watches|watch] over us / High and mighty {noun a} /
{Noun a} on top / House spirit / {name's} lucky pole / The spirit of {a} / Bow to {a} /
Keeper of the good mood / Legend of {a}
""",
    "medallion": """
The Order of {a} / Gold in {noun a} / Hero of the household / {name} takes gold / Knight of {a} /
Prize-winning {noun a} / Better than gold / The {noun a} medal / Unbeaten since breakfast /
With highest honours
""",
}

TALES = {
    "character": """
{person a}.
{name} {person a}.
{person a}.
{person a}. {b} {does b}.
One hand for {a}, one for {b}, none for the phone.
Ask about {a} only if you have the whole evening.
It is {hour a}, and nobody here plans to go home.
Some people have a hobby. {name} has {a}, {b} and no free weekend.
World champion in {feat a}, at least in this street.
{name}, famous at home for {feat a}.
!Needs only two things to be happy: {a} and {b}. Naps are a bonus.
This is the face that says: {hour a}.
!Came in for five minutes with {a}. That was on Saturday.
{b} {does b}, but the big smile is because of {a}.
Will talk about {a} for cake, and about {b} for free.
""",
    "companions": """
{a} {does a}; {b} {does b}.
{a} {does a}, and {b} {does b}.
{a} [a:tells|tell] the story, and {b} [b:does|do] the sound effects.
{a} called a meeting; {b} and {c} brought snacks.
{b} came for {a}; {c} came for the snacks.
Everyone gathered round {a}, and {b} {does b}.
It is {hour a}, and {b} saved everyone a seat.
{name} invited {a}. {b} overheard.
{a} would be lonely without {b}, and would never admit it.
The best parties are small: {a}, {b}, no speeches.
All of them claim to be {name's} favourite. Only {a} {does a}.
Nobody told {b} to pose, but look at {b} next to {a}.
~{a} {does a}. Applause, please.
~Good company needs no company: {a} {does a}.
~One is plenty, because {a} {does a}.
{name} loves them all the same, but {a} got the middle.
Come for {hour a}, stay because {b} {does b}.
""",
    "alive": """
{a} grew legs, packed {b} and never looked back.
Boots on, smile on, {b} in hand: {a} will be home by supper.
{a} went out for some fresh air and took {b} along.
Somebody had to carry {b}, and {a} volunteered with a smile.
Nobody taught {a} to walk. {b} just looked lonely over there.
New boots, big grin: {a} [a:is|are] taking the day off.
{a} found two legs, and now nobody can keep up.
Two legs, one smile and one wish: {hour a}.
{name} looked away for a minute, and {a} left with {b}.
Last seen leaving {name's} house with {b}, whistling.
{a} {does a}, now also on two legs.
If {a} had legs, they said, there would be no stopping. Correct.
Off to meet the neighbours, with {b} as a present.
""",
    "creature": """
{a} got tired of being carried and bought boots.
{a} [a:stands|stand] up, [a:smiles|smile], and would like a word about dinner.
Walks upright, carries {b}, pays no rent: meet the new flatmate.
{a} borrowed {b}, some boots and a very human grin.
Somebody had to carry {b}, and {a} had two free paws, more or less.
On weekdays {a} {does a}; on Sundays it is boots and {b}.
{name} wished {a} could talk. {a} learned to walk first.
Boots on, chin up: {a} [a:is|are] off to fetch {b} in person.
Nobody is late when {a} [a:comes|come] to the door with {b}.
Two legs, one smile and one wish: {hour a}.
{a} {does a}, and looks very tall doing it.
""",
    "ride": """
{b} went up {a} for the view and stayed for the nap.
{a} used to belong to {name}. Then {b} sat down.
Out of order until {b} wakes up: {a}.
Best seat in the house, says {b}, and the house agrees.
Nobody has told {b} that {a} [a:was|were] never meant as a bed.
{b} {does b}, one storey higher than usual.
{name} may have {a} back after the nap. Probably.
Of all the cushions in the world, {b} chose {a}.
{a} [a:has|have] a new owner, and the owner is asleep.
Reserved since this morning, and {b} does not share.
{b} calls it home; everyone else still calls it {a}.
{a} [a:was|were] lovely before. With {b} on top, perfect.
""",
    "peek": """
{b} heard that {a} [a:was|were] going somewhere nice.
Room for one more? {b} did not ask.
{name} packed everything but {b}, and {b} fixed that.
{a} once had a real job, but {b} got there first.
The {noun b} who never wants to be left at home.
{b} checked in to {a}: full board, good view, no checkout.
Do not disturb: {b} moved into {a} on Tuesday and likes it.
The stowaway has been found. The stowaway is staying.
One look over the rim, and {b} was forgiven.
{a} now [a:comes|come] with {b} included, at no extra charge.
It is small, it is cosy, and {b} calls it the penthouse.
{name} went to fetch {a}. {b} looked out and said no.
""",
    "perch": """
{b} wanted to be taller, and {a} had nothing planned.
{a} [a:carries|carry] {b}, and not one complaint so far.
Nobody knows who stacked them, but {a} and {b} get along fine.
Hats are out this year: {a} now [a:wears|wear] {b}.
{b} upstairs, {a} downstairs, rent paid in good moods.
{b} asked for a lift, and {a} [a:is|are] too polite to say no.
{name} could never choose, so {b} went on top.
{b} on top of {a}: tidying up, the creative way.
One of {name's} better ideas: {b}, first class, on {a}.
It began as a bet between {a} and {b}.
{a} [a:holds|hold] perfectly still, because {b} {does b}.
Every mountain needs a summit; {a} made do with {b}.
""",
    "planet": """
On this planet it is always {hour a}.
{a} on top, {b} round the corner, Mondays abolished.
A small world with one law: first {a}, then everything else.
It turns slowly, so that {a} and {b} get the same amount of sun.
Astronomers were looking for life and found {a}.
Walk past {b} twice, and you have been round the world.
No queues, no emails, just {a}, {b} and plenty of sky.
Gravity is optional here; {a} and {b} are not.
Welcome to planet {name}: {hour a}, all day long.
Discovered by {name}, and the only place where {a} {does a}.
The weather up here: bright, and {b} [b:is|are] in sight.
{name} asked for the moon and got something better, with {a}.
Far from the Monday belt, {a} {does a}.
Up here {a} {does a}, and {b} {does b}.
""",
    "totem": """
{a} on top, because somebody has to keep an eye on {b}.
{a} [a:watches|watch] over the house; {b} [b:guards|guard] the biscuits.
Raised in honour of {a}, and against Mondays.
Touch {a} for luck and {b} for courage, then off you go.
Legend says: bow to {a}, and dinner will be early.
{b} [b:holds|hold] everything up, {a} [a:gets|get] the applause. Family, in short.
The ancients worshipped the sun. {name} worships {a}.
Protects against rain, bad moods and weekends without {a}.
From the top down: {a}, {b}, and {name's} good mood.
First {a}, then {b}, then, a long way down, the washing-up.
Archaeologists will say: here lived someone who loved {a}.
From up there {a} {does a}, and [a:keeps|keep] the bad moods out.
""",
    "medallion": """
Awarded for {feat a}.
First prize for {feat a}, and there was no second.
To {name}, for {feat a}.
For {feat a}, with a special mention for {feat b}.
The jury saw {a}, smiled, and went to lunch.
Struck in honour of {a}, {b} and every Sunday well spent.
Legal tender wherever {a} [a:counts|count] for more than money.
Higher than gold on the family scale: {feat a}.
By unanimous vote of the kitchen table: for {feat a}.
{name} has earned it: for {feat a}, year after year.
For {feat a}. The runner-up is still recovering.
Other people get a watch. This is for {feat a}.
""",
}

GEMS = """
cat>mountain: The nap above the clouds | The cat has claimed the peak. The flag was comfy, too.
dog>mountain: Top dog | First up the mountain, first asleep on it.
cat>hiking_boot: Stowaway | The cat who never wants to be left at home.
dog>hiking_boot: Puss in boots? Please. | The dog moved in so the walk can't start alone.
cat>coffee_cup: Cat-puccino | Very little foam, quite a lot of cat.
dog>coffee_cup: Pup in a cup | Small, warm, and gone if you look away.
bird>coffee_cup: The early bird | First the worm, then the coffee. Better the other way round.
fish>coffee_cup: Smallest lake in town | No anglers, no rain, and the water smells of breakfast.
fish>beer_mug: Happy hour, all day | The one that got away never got very far.
fish>wine_glass: A fine catch | Notes of cherry, oak and, oh, hello.
cat>wine_glass: A full-bodied cat | Fills any glass, improves with age, never breathes for long.
cat>book: Page turner | The cat is not in the way. The cat is the bookmark.
cat>laptop: Meeting adjourned | The cat has typed "ffffffff" and stands by every word.
cat>piano: Cat on the keys | Opus one: four paws, no encore, everybody awake.
cat>guitar: Purring in G | Some guitars are plucked. This one is slept on.
bird>guitar: Feathered capo | Third fret, no idea, perfect pitch.
bird>car: Tailwind | Why flap when somebody else has a full tank?
dog>car: Co-pilot | Can't read a map, but knows where the sausages are.
dog>tent: Room for one more | The tent sleeps two. The dog sleeps across.
cat>tent: Five-star cat | The cat doesn't camp. The cat was there first.
owl>book: Night shift | Knows how it ends, but won't say who.
bird>tree: Top-floor flat | Lovely light, leafy area, loud at five in the morning.
cat>bicycle: Pedal? Me? | One of them pedals. The other one is the cat.
dog>bicycle: Backseat driver | Barks at every hill and calls it helping.
dog>sailboat: Sea dog | Afraid of the bath, in love with the sea.
cat>cake: Quality control | The cat only wanted to know if it was soft. It was.
cat+mountain: Highest cat around | Climbed it only for the nap.
cat+yarn: The wool gatherer | This jumper has been under development since the cat joined.
cat+dog: Ceasefire | They agree on nothing but the sofa.
cat+fish: Just good friends | They only talk. The cat does the looking.
cat+bird: Staring contest | One of them is singing. The other one is thinking.
cat+book: The quiet half of the sofa | One of them reads. The other lies on the good bit.
cat+coffee_cup: Morning, your majesty | First the cat, then the coffee, then everyone else.
cat+piano: Paws for effect | The cat plays at night, and only the low notes.
cat+laptop: Away from keyboard | Somebody sat on it, and somebody is not sorry.
cat+watering_can: Two gardeners | One waters the seedlings. The other one sleeps on them.
dog+hiking_boot: Six feet uphill | Two boots, four paws, and one of them knows a short cut.
dog+mountain: Nearly there, good boy | The dog has been up three times while you read the sign.
dog+coffee_cup: Walk first, then talk | One needs a tree, the other a cup. They make it work.
dog+running_shoe: Personal trainer | The coach has four legs and stops at every lamp post.
dog+football: Goalie with a tail | Saves everything and gives nothing back.
dog+guitar: Howl along | The second voice learned it by ear. By both ears.
dog+camera: Sit. Stay. Smile! | Four hundred pictures, and one of them is not a blur.
dog+car: Shotgun | The window seat was never up for discussion.
dog+tent: The best alarm clock | Sunrise at five. The dog has already checked.
dog+book: One eye open | One of them reads. The other waits for the word "walk".
guitar+coffee_cup: Unplugged, well caffeinated | Strong coffee, soft chords, nobody up to complain.
guitar+mountain: Echo on the chorus | Plays to the valley, and the valley asks for more.
guitar+tent: Songs the bears know | The fire is small, the songs are long.
guitar+beer_mug: Two chords and a round | The audience hums, the foam keeps time.
guitar+book: Between the lines | Three chords, one story, no moral.
guitar+motorcycle: Loud, then louder | One needs tuning, the other needs a Sunday.
piano+wine_glass: Nocturne with a finish | The left hand plays, the right hand has other plans.
mountain+coffee_cup: Altitude: espresso | Coffee tastes best where nobody will ever open a cafe.
mountain+hiking_boot: See you at the top | The top always looks closer than it is. That's the trick.
mountain+camera: Wait for the light | Six hours up, one click, worth it.
mountain+bicycle: Uphill on principle | Anyone can ride down. Well, that's the reward.
tent+hiking_boot: Boots stay outside | Five stars by night, one strict rule about socks.
book+coffee_cup: One chapter, two cups | The coffee goes cold exactly where the plot gets hot.
book+wine_glass: A full-bodied novel | One page, one sip, and suddenly it's Thursday.
book+tent: Torchlight edition | Just to the end of the chapter, promised the batteries.
laptop+coffee_cup: Turns coffee into code | It runs. Nobody knows why. Don't touch the cup.
game_controller+coffee_cup: Respawn | One more level, one more cup, oh look, the sun.
game_controller+cat: Pause button | Soft, warm, and right in front of the screen.
camera+bird: Hold still, tiny | Three hours in a hedge, and it flew off on "cheese".
fish+beer_mug: Nothing's biting, cheers | Caught: one sunset, two stories, no fish.
fish+sailboat: Passing acquaintances | One is above, one is below, and both look away.
fish+chef_hat: The menu has a plan | Today's special would like to discuss the menu.
chef_hat+wine_glass: Some for the sauce | One splash for the pot, one for the artist.
chef_hat+cake: Who needs a main course? | Dinner is served in reverse, and nobody complains.
cake+coffee_cup: Four in the afternoon | A meeting that nobody has ever tried to shorten.
cake+running_shoe: Balanced diet | Runs so there's room for cake. The cake runs the plan.
football+beer_mug: The twelfth man | Never missed a pass, from the sofa.
running_shoe+book: Fast legs, slow Sundays | Runs ten miles to find out what happens next.
bicycle+cake: Watts and waffles | Sixty miles for one slice, and the sums still work.
skis+mountain: Down, please | Queued an hour to go up, and changed its mind at the top.
watering_can+flower: Say it with water | They've been seeing each other every evening at six.
yoga+cat: The stretch teacher | Twenty years of training, and the cat still does it better.
yarn+coffee_cup: Two sugars, two needles | Knit one, sip one, lose count of both.
violin+piano: Practice makes neighbours | They only argue about who breathes first.
plane+globe: Lost luggage, found world | Spin, point, pack. The spinning is the hard part.
rocket+star: Close enough to wave | One is in a hurry; the other has been waiting a while.
car+wrench: It was like that before | The noise is gone. So are two screws. All is well.
horse+heart: Love at first carrot | It started with an apple and got serious.
"""
