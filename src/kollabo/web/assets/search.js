// Search as you type: asks for the same results as the form would, a moment after the last letter.
// Without it the form works as every form does.
"use strict";
{
  const field = document.querySelector("input[data-results]");
  const results = field && document.getElementById(field.dataset.results);
  const PAUSE = 120; // milliseconds without a letter
  let waiting = 0;
  let asking = null;

  async function ask() {
    const text = field.value.trim();
    asking?.abort();
    if (!text) {
      results.replaceChildren();
      return;
    }
    asking = new AbortController();
    try {
      const query = new URLSearchParams({ q: text, part: "results" });
      const answer = await fetch(`/search?${query}`, { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.body.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") results.replaceChildren();
    }
  }

  if (results) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
  }
}
