"""English words for stories; `_bank` says what the columns are."""

MOTIFS = """
guitar: s guitar | Just one more song / Campfire in E minor | takes requests, but knows four chords
  / is almost in tune | tunes for two minutes, plays for three, grins all evening
  | bravery in the key of F | one song before bedtime
piano: s piano | Eighty-eight good reasons / Softly, the neighbours | knows all the secrets by heart
  / has never once been moved willingly | plays the quiet bits loudly and the loud bits by heart
  | two hands and one forgiving neighbour | time for the slow movement
violin: s violin | Strings attached / Bow first, ask later | weeps beautifully at weddings
  / holds the note until somebody claps | practised until the neighbours started humming along
  | making a box of wood cry on purpose | the last bar before the applause
microphone: s microphone | Is this thing on? / Encore in the shower | already knows the second verse
  / waits for the chorus | sings in the shower first, everywhere else after
  | the high note nobody dared to try | time for the chorus
drum: s drum | Sorry, neighbours / Boom, said Tuesday | comes in early and proud
  / counts to four, most of the time | counts to four and then forgets about the neighbours
  | being heard three streets away | four beats to midnight
headphones: p headphones | Volume eleven / Do not disturb, dancing | can't hear you, sorry
  / replay the good bit | hears everything except "dinner is ready"
  | never once hearing the doorbell | the good bit of the song
camera: s camera | One more, nobody blinked / Say cheese, said the camera | waits for the light
  / never blinks first | says "one more" and means forty
  | four thousand pictures of the same sunset | golden hour
palette: s palette | A little more blue / Paint first, dinner later | ran out of blue again
  / sees green where others see grass | stands back, squints, and adds just a little more blue
  | services to the colour blue | five minutes before the paint dries
chess_knight: s knight | Check, mate? / Two forward, one aside | never walks in a straight line
  / is thinking six moves ahead | thinks six moves ahead, then offers tea
  | sacrificing a queen with a straight face | your move
game_controller: s controller | One last level / Paused for snacks | presses start at midnight
  / blames the lag | promised "five more minutes" at nine, ten and eleven o'clock
  | saving the world before supper | one level before bed
laptop: s laptop | It works on my desk / Forty open tabs | compiles, if nobody breathes
  / has forty tabs open, all important | turns it off and on again, and takes the applause
  | a missing semicolon, found at two in the morning | one bug before breakfast
book: s book | One more chapter / Shelf life | ends on a cliffhanger again
  / smells faintly of holidays | reads one more chapter, then three more, then it is morning
  | finishing chapter nine by torchlight | one chapter before lights out
scroll: s scroll | Once upon a hobby / The fine print | was here before the internet
  / takes a while to get to the point | writes by hand and crosses out with dignity
  | letters longer than the holiday itself | once upon a time
book+: s book | {Word}, chapter one / The big book of {word} | falls open at the best page
  / knows more than the internet | could write a whole book on {word}, and nearly has
  | distinguished services to {word} | time for {word}
heart: s heart | Slightly larger than life / Handle with hugs | beats a little louder today
  / has room for one more | keeps the heart where everyone can see it
  | hugs above and beyond the call of duty | time for a hug
star: s star | Wish granted / Up past bedtime | refuses to be modest
  / shines on no electricity at all | wishes on every star, to be on the safe side
  | shining without once being asked | just after sunset
football: s ball | Extra time / Jumpers for goalposts | was definitely over the line
  / only wants the top corner | calls it a kickabout and plays it like a final
  | shouting at the television with real skill | the last minute of extra time
basketball: s basketball | Nothing but net / Overtime in the driveway | never touches the rim
  / bounces on principle | throws everything at baskets, socks included
  | a three-pointer with the laundry | one shot before the buzzer
tennis_racket: s racket | Advantage us / New balls, please | calls every line in its own favour
  / has a wicked backhand | says "one set" and comes home three hours later
  | a backhand that silences the club house | match point
dumbbell: s dumbbell | Light lifting, heavy snacks / One more. No, really | gains weight on purpose
  / never skips a day, only stairs | lifts heavy things and puts them down again, beaming
  | carrying all the shopping in one go | one more repetition
running_shoe: s running shoe | Just round the block / Ten miles, then pancakes
  | knows every puddle by name / is warmed up and waiting | goes round the block by way of the sea
  | leaving a warm bed on a Sunday | the last mile before pancakes
bicycle: s bicycle | Uphill on purpose / Two wheels, no hurry | rings for squirrels
  / takes the long way home | takes the long way, then the longer way, then a cake
  | every hill, and no word about the wind | downhill with the wind behind
skis: p skis | First on the snow / Down is the easy part | point downhill, just in case
  / refuse to recognise summer | falls in style, gets up in snow, goes again
  | falling over with excellent style | the first run of the morning
surfboard: s surfboard | Gone till high tide / The next one is ours | is still full of sand
  / has never met a bad Monday | waits all day for one wave and calls it a great day
  | standing up, briefly, in front of witnesses | the next big wave
dance_shoe: s dancing shoe | One more waltz / Last to leave the floor | taps under the table
  / leads, whoever is leading | dances in the kitchen, and the soup has to wait
  | elegance on other people's toes | the last dance
yarn: s ball of wool | Knit happens / Just to the end of the row | rolled under the sofa on purpose
  / will be a jumper one day | knits one more row, every hour, since Thursday
  | seven scarves for one neck | one row before bed
golf: s golf ball | Found it! / Hole in nine | prefers the pond
  / saw the flag and turned left | hits it far, finds it farther, calls it a good walk
  | finding the ball before the sandwich | the nineteenth hole
yoga: s yoga mat | Breathe in, giggle out / Downward-facing Monday | is at peace with the crumbs
  / has seen some wobbly trees | stands on one leg and breathes as if nothing happened
  | touching both toes, if not at the same time | the breath before the wobble
boxing_glove: s boxing glove | Soft after the bell / Round one: breakfast | hugs when nobody looks
  / waits for the bell | floats round the kitchen and hugs in every corner
  | beating the alarm clock on points | round twelve
cake: s cake | Just a small slice / Crumbs of evidence | was bigger a minute ago
  / counts as breakfast | licks the spoon first, for quality reasons
  | baking one for guests and one for the night | half a slice to midnight
wine_glass: s wine glass | Notes of Friday / Cheers to that | detects a hint of cherry
  / is half full, always | swirls, sniffs, nods, and calls it "interesting"
  | detecting blackcurrant with a straight face | Friday evening
beer_mug: s mug | Foam follows function / The quiet half | wears the foam with dignity
  / has heard all the jokes | tells the same story every Friday, better each time
  | knowing exactly when it is five o'clock | five past five
chef_hat: s chef's hat | A pinch more / Dinner is almost ready | has seen things go up in flames
  / tastes first, measures never | tastes twice, salts once, and feeds the whole street
  | feeding the whole street from one pot | ten minutes to dinner
coffee_cup: s coffee | But first, this / Black, no questions | will not be rushed
  / speaks before anybody else does | says nothing before the first cup and everything after
  | being charming before nine in the morning | the first sip of the morning
rocket: s rocket | Ready in ten, nine, eight / Small step, big grin | left the ground years ago
  / counts backwards for fun | looks up so often that the stars have started waving
  | keeping both feet off the ground | ten seconds to lift-off
car: s car | Are we there yet? / Second gear, first love | only starts when spoken to nicely
  / takes the scenic route | washes it by hand and talks to it in second gear
  | parking backwards on the first try | the start of the holidays
plane: s plane | Window seat, please / Head in the clouds | still says good day to every cloud
  / knows all the short cuts | books the window seat and narrates the clouds
  | never once asking for the aisle | ten minutes before take-off
sailboat: s boat | Home by the next tide / Gone with the wind, back for tea | argues with the wind
  / leans in to hear better | ties knots that nobody else can undo
  | calling a flat calm "a challenge" | a good wind and no land in sight
motorcycle: s motorbike | Curves ahead / Sunday, full throttle | clears its throat at every light
  / only knows the bendy roads | fetches the bread by way of three mountain passes
  | never once taking the straight road | one bend before home
wrench: s spanner | Righty-tighty / It was like that before | fits everything except this
  / knows what that noise was | fixes it, and has only two screws left over
  | fixing it with only two screws left over | nearly finished
watering_can: s watering can | Grow, please / Rain on request | keeps promises to tomatoes
  / brings its own weather | talks to the tomatoes and swears they answer
  | conversations with tomatoes | five minutes before the rain
globe: s globe | Somewhere out there / Left at the equator | has been round more than once
  / spins when nobody looks | packs light, comes home with spices and a hat
  | getting lost on five continents | boarding time
mountain: s mountain | Nearly there, honestly / Up before the sun | pretends to be round the corner
  / looks better from the top | has been saying "nearly there" since breakfast
  | saying "nearly there" at every bend | the last bend before the hut
tent: s tent | Five stars, all outside / Room for one and a bug | sleeps two, if both are polite
  / was easier to unpack than to pack | pitches it in the dark and calls it cosy
  | getting it back into the bag | one tale past the campfire
hiking_boot: s hiking boot | Blisters and bliss / The long way up | knows where the cows live
  / brought half the trail home | takes the long way up and the hut for lunch
  | every blister worn with pride | the last mile before soup
tree: s tree | In no hurry / Rings and things | has been waiting here all along
  / whispers when it's windy | hugs trees and checks who is watching only afterwards
  | standing still beautifully | the shade of a long afternoon
flower: s flower | Fresh out of bed / Bees welcome | opens early on Sundays
  / turns its head for anybody | knows the Latin names and uses the sweet ones
  | keeping one orchid alive for a whole year | the first warm day of spring
dog: s dog | Walkies o'clock / Who's a good team? | has already found the sausages
  / guards everyone's shoelaces | goes for a walk; the dog decides where
  | throwing the same stick four thousand times | time for walkies
cat: s cat | Everybody's boss / The four o'clock nap | pretends not to care
  / has claimed the best seat | sits perfectly still, because the cat got there first
  | opening the same door forty times a day | nap time
horse: s horse | Carrots first / Hold your humans | only stops for photographs and carrots
  / knows the way home, and the apples | smells of hay, grins at a gallop
  | whispering to half a ton of opinion | one gallop before breakfast
bird: s bird | Early, and proud of it / Tweet, the old-fashioned way | sings before the alarm clock
  / has opinions about crumbs | gets up at four for a bird the size of a plum
  | standing still in a hedge since dawn | ten minutes before the alarm clock
fish: s fish | It was this big / Gone quiet by the lake | gets bigger every time it's told
  / says nothing, beautifully | sits by the lake all day and calls it sport
  | a fish that grows with every telling | just before it bites
rabbit: s rabbit | Lettuce begin / All ears | already counted the carrots
  / listens with both ears | shares the salad, and not by choice
  | sharing every salad fairly | just after the carrots
turtle: s turtle | No rush at all / Home is where I am | is on the way, trust it
  / carries the house and never complains | gets there, and sees more than the rest of us
  | arriving relaxed | a quarter past slowly
owl: s owl | Wide awake, thank you / Who? You! | knows, but won't say
  / thinks midnight is breakfast | gets clever after midnight and sleepy at nine
  | good ideas at bad hours | ten past midnight
"""

KINDS = """
animal: s friend | Fur, feathers, fins / Part of the family | insists on being in the picture
  / runs the household | is really just staff here, and happy about it
  | understanding every look across the kitchen | feeding time
instrument: s instrument | Once more, with {noun} / Louder, please | has practised for this
  / starts humming at supper | plays as if the neighbours had bought tickets
  | practising with the windows open | one song before bed
sport: s lucky charm | One more round / Game, set, {noun} | is ready when you are
  / never misses a practice | trains hard, stretches loudly, snacks like a champion
  | turning up in the rain | the final minute
vehicle: s trusty ride | All aboard / The long way round | only knows the scenic route
  / is parked, but not for long | needs no map, only a free weekend
  | taking the scenic route on purpose | five minutes before departure
place: s favourite spot | Back by sunset / Wish we were here | was worth the climb
  / looks different every time | is happiest where the phone has no signal
  | getting lost and loving it | the moment the view opens up
plant: s green friend | Green, and growing / Just add water | grew an inch for the photo
  / only wants a little sun | speaks to plants and leaves them time to answer
  | a green thumb up to the elbow | watering time
food: s little treat | Seconds, please / Save me a bite | will not last till the photo
  / can be smelt from the street | shares the last bite, but looks at it for a while
  | sharing the last bite | ten minutes to dinner
thing: s treasure | Hands off, it's loved / The {noun} years | has its own shelf
  / comes out on every birthday | answers every question about it, asked or not
  | enthusiasm far beyond the manual | the quiet hour after supper
"""

MORE = "dice: p dice"  # any other motif is called by its own first word
