"""What an engine can be asked for: the JSON of an order, checked before anything is kept."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from memoreez import webhooks
from memoreez.artifacts import Concept, Design, Element

MOST_PICTURE = 25 * 2**20  # bytes
_Line = Annotated[str, StringConstraints(max_length=200)]
_Text = Annotated[str, StringConstraints(max_length=4000)]
_Url = Annotated[str, StringConstraints(max_length=4000, pattern=r"^(https?://[^\s]+)?$")]


class _Told(BaseModel):
    # what is sent may be a secret, so no error repeats it
    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )


class ElementOrder(_Told):
    """One object of a design."""

    motif: _Line
    label: _Line = ""


class DesignOrder(_Told):
    """Motifs and composition, for sculptors that rebuild a design."""

    kind: _Line
    elements: Annotated[tuple[ElementOrder, ...], Field(min_length=1, max_length=12)]
    seed: int
    person: _Line = ""

    def design(self) -> Design:
        """As the sculptors take it."""
        elements = tuple(Element(one.motif, one.label) for one in self.elements)
        return Design(self.kind, elements, self.seed, self.person)


class ConceptOrder(_Told):
    """What is to be sculpted, in words."""

    id: int = 1
    title: _Line = "A picture"
    story: _Text = ""
    kind: _Line = "character"
    prompt: _Text = ""
    design: DesignOrder | None = None

    def concept(self) -> Concept:
        """As the sculptors take it."""
        drawn = self.design.design() if self.design else None
        return Concept(self.id, self.title, self.story, self.kind, self.prompt, drawn)


class CutoutOrder(_Told):
    """How sure the cutout is that comes along."""

    confidence: float = Field(default=1.0, ge=0, le=1)
    method: _Line = "sent"
    words: _Line = "The cutout was sent along."


class LegacyOrder(_Told):
    """What 3Dmemoreez's own Worker wants to hear again."""

    session_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    asset_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Order(_Told):
    """One sculpture. Pictures come with the order, or are fetched from an address."""

    concept: ConceptOrder = ConceptOrder()
    height_mm: float = Field(default=90.0, ge=20, le=300)
    quality: Literal["print", "final", "draft"] = "print"
    cutout: CutoutOrder = CutoutOrder()
    picture_url: _Url = ""
    cutout_url: _Url = ""
    webhook_url: _Url = ""
    webhook_secret: _Line = Field(default="", repr=False)
    legacy: LegacyOrder | None = None

    @model_validator(mode="after")
    def _secured(self) -> Order:
        if self.webhook_url and not self.legacy and not webhooks.usable(self.webhook_secret):
            raise ValueError(
                "webhook_secret must be whsec_ and 24 to 64 bytes in base64, because webhooks are "
                "signed"
            )
        return self


class LegacyRequest(BaseModel):
    """`POST /generate-3d`, as 3Dmemoreez's Worker sends it."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    image_url: Annotated[_Url, StringConstraints(min_length=8)]
    webhook_url: Annotated[_Url, StringConstraints(min_length=8)]
    session_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    asset_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]

    def order(self) -> Order:
        """The same in our words."""
        return Order(
            picture_url=self.image_url,
            webhook_url=self.webhook_url,
            legacy=LegacyOrder(session_id=self.session_id, asset_id=self.asset_id),
        )
