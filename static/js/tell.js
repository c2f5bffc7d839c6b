// Sentences to the person, in the live region at the top of every page.

export const NO_CONNECTION =
  "Нет связи с порталом. Введённое осталось на странице: повторите, когда связь вернётся.";

export function tell(text, tone = "danger") {
  const region = document.getElementById("messages");
  const message = document.createElement("div");
  message.className = `alert alert-${tone}`;
  message.textContent = text;
  region.replaceChildren(message);
  region.scrollIntoView({ block: "nearest" });
}
