/* ziping: what all pages behind the log-in have in common. Every page works without scripts; the
   server alone decides about figures. ES2017, no library, nothing from elsewhere. */
(function () {
  "use strict";

  /* ---------- cards: one open at a time, Escape closes ---------- */

  function openCards() {
    return Array.from(document.querySelectorAll("details.pop[open]"));
  }

  document.addEventListener("toggle", function (event) {
    var card = event.target;
    if (card.open && card.matches("details.pop")) {
      openCards().forEach(function (other) {
        if (other !== card) { other.open = false; }
      });
    }
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    openCards().forEach(function (card) {
      var had = card.contains(document.activeElement);
      card.open = false;
      if (had) { card.querySelector("summary").focus(); }
    });
  });

  document.addEventListener("click", function (event) {
    openCards().forEach(function (card) {
      if (!card.contains(event.target)) { card.open = false; }
    });
  });
})();
