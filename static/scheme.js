/* ziping: a field of a draft is saved when somebody leaves it; the server says what is wrong. Computes nothing. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-scheme]");
  if (!form || !window.fetch || !window.DOMParser) { return; }

  let running = Promise.resolve();

  function put(html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    answer.querySelectorAll("[data-live]").forEach(function (piece) {
      document.querySelectorAll("[data-live]").forEach(function (place) {
        if (place.dataset.live === piece.dataset.live && place.innerHTML !== piece.innerHTML) {
          place.replaceChildren(...piece.cloneNode(true).childNodes);
        }
      });
    });
  }

  async function save() {
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin"
      });
      if (response.ok) { put(await response.text()); }
    } catch (error) {
      /* The page stays as it is; the button saves it. */
    }
  }

  form.addEventListener("change", function (event) {
    /* Another kind has other fields: only a new page shows them. */
    if (event.target.name.endsWith(".kind")) { return; }
    running = running.then(save);
  });

  form.addEventListener("submit", function (event) {
    const button = event.submitter;
    event.preventDefault();
    running.then(function () {
      const deed = document.createElement("input");
      deed.type = "hidden";
      deed.name = button && button.name ? button.name : "deed";
      deed.value = button && button.name ? button.value : "";
      form.append(deed);
      form.submit();
    });
  });
})();
