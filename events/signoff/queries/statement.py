"""The sentence that a person signs by a decision."""

from associations.actor import Actor, Standing
from events.access import standing_for
from events.drafting.queries.successors import inside_sentence
from events.models import Plan, Step
from events.plan.vocabulary import Verb
from plans_portal.lib.counted import counted

I_DO: dict[str, str] = {Verb.AGREE: "согласую", Verb.APPROVE: "утверждаю"}
_ON_PAPER: dict[str, str] = {Verb.AGREE: "согласован", Verb.APPROVE: "утверждён"}


def statement_of(plan: Plan, step: Step, rows: int, by: Actor) -> str:
    """«Я, …, согласую план «…», редакция 2, 18 строк»: who, for whom, what, and which words.

    By a one-time link: whom it was sent to, in the position of the stamp. Of a signature on paper:
    «Я, …, записываю, что план … согласован на бумаге: …». The step comes with its office and
    person.
    """
    standing = standing_for(step, by)
    words = counted(rows, "строка", "строки", "строк")
    what = f"план «{plan.title_line}», редакция {plan.edition_number}, {words}"
    if standing is None and by.outsider is None:
        who = " ".join(f"{step.position} {step.name}".split()) or step.act
        sentence = f"записываю, что {what}, {_ON_PAPER[step.verb]} на бумаге: {who}"
        return f"Я, {by.full_name}, {sentence}."
    position = position_of_signer(standing, by) if standing else by.position
    whom_for = stands_for(step, standing) if standing else ""
    signer = _listed(by.full_name, inside_sentence(" ".join(position.split())), whom_for)
    return f"Я, {signer}, {I_DO[step.verb]} {what}."


def stands_for(step: Step, standing: Standing) -> str:
    """Whom for and in whose place: «за …, и.о., приказ № 88», «вместо …», or nothing."""
    succeeds = standing.office_id != step.office_id and step.office is not None
    former = f"вместо {step.office.person.genitive_name}" if succeeds and step.office else ""
    return _listed(standing.in_words, former)


def position_of_signer(standing: Standing, by: Actor) -> str:
    """The position in which the actor signs: of a substitute their own, not that of the office."""
    if not standing.manner:
        return standing.position
    own = (one.position for one in by.standings if not one.manner)
    return next(own, by.position) or standing.position


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))
