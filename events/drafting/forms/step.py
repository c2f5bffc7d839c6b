"""The form of a step of sign-off."""

from typing import Any

from django import forms
from django.db.models import Q

from associations.actor import Actor
from associations.models import Association, Office
from associations.vocabulary import DECIDERS, OWN
from events.drafting.queries.route import offices_for
from events.drafting.rules.steps import StepValues
from events.models import Seat, Step
from events.plan.vocabulary import Mode, Verb

HELD = "Так решает маршрут института"


class OfficeChoice(forms.ModelChoiceField[Office]):
    """Who decides, as «Меркулова О. Н., куратор»."""

    def label_from_instance(self, obj: Office) -> str:
        """The person and the office."""
        return f"{obj.person.short_name}, {obj.position}"


class StepForm(forms.ModelForm[Step]):
    """What a person types about a step; the office fills an empty position and name."""

    class Meta:
        model = Step
        fields = (
            "verb",
            "stage",
            "office",
            "position",
            "name",
            "mode",
            "act",
            "heading",
            "name_first",
            "before_name",
            "after_name",
            "date_line",
        )
        field_classes = {"office": OfficeChoice}
        widgets = {
            "position": forms.Textarea(attrs={"rows": 2}),
            "verb": forms.RadioSelect,
        }
        help_texts = {
            "stage": "Шаги одного этапа идут одновременно, следующий этап ждёт предыдущего",
            "position": "Оставьте пустым, и портал возьмёт должность того, кто выбран выше",
            "name": "Оставьте пустым, и портал возьмёт имя того, кто выбран выше",
        }

    def __init__(self, *args: Any, association: Association, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = Verb.choices  # type: ignore[attr-defined]
        self.fields["mode"].choices = Mode.choices  # type: ignore[attr-defined]
        here = Q(association=association) | Q(institution=association.institution_id)
        chosen = Q(pk=self.instance.office_id) if self.instance.office_id else Q(pk__in=())
        offices = Office.objects.in_force(actor.on).filter(here, role__in=(*OWN, *DECIDERS))
        seat = self.instance.seat
        if seat is not None:
            offices = Office.objects.filter(offices_for(seat, self.instance.plan, actor))
            self._hold(seat)
        field = self.fields["office"]
        field.queryset = (  # type: ignore[attr-defined]
            (offices | Office.objects.filter(chosen)).select_related("person").order_by("role")
        )
        field.empty_label = "Никто: подпишет на бумаге"  # type: ignore[attr-defined]

    def _hold(self, seat: Seat) -> None:
        """Show what the route decides of its seat, without letting it be changed."""
        self.fields["verb"].disabled = True
        self.fields["verb"].help_text = HELD
        if seat.verb != Verb.APPROVE:
            self.fields["stage"].disabled = True
            self.fields["stage"].help_text = HELD
        self.fields[
            "office"
        ].help_text = (
            "Тот, кого назначает маршрут института. Другого назначает методист особым порядком"
        )

    @property
    def more(self) -> list[forms.BoundField]:
        """Fields that are rarely needed: the wording of the paper."""
        names = ("heading", "date_line", "before_name", "after_name", "name_first")
        return [self[name] for name in names]

    @property
    def main(self) -> list[forms.BoundField]:
        """The other fields."""
        hidden = {field.name for field in self.more}
        return [field for field in self if field.name not in hidden]

    def values(self) -> StepValues:
        """The typed values for the rule."""
        data = dict(self.cleaned_data)
        office = data.pop("office")
        return StepValues(**data, office_id=office.pk if office else None)

    def _post_clean(self) -> None:
        """Leave the model's checks to the rule, which first copies the words of the office."""
