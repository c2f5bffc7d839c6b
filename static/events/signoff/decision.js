// Whoever has come to the end of the text has read it: the tick is set, and it is said. Without this,
// or without going there, the person ticks it.

const tick = document.querySelector("#decision-form [name=read]");
const end = document.getElementById("text-end");

const observer = new IntersectionObserver((entries) => {
  if (!entries.some((one) => one.isIntersecting)) return;
  observer.disconnect();
  if (tick.checked) return;
  tick.checked = true;
  document.getElementById("read-told").textContent = "Вы дошли до конца: отмечено.";
});
if (tick && end) observer.observe(end);
