/* ziping: what a person does at a form, and what he finds when he comes back to it. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const form = ziping.form;
  const outbox = ziping.outbox;
  const LINK_WAITS_MS = 3000;
  let lastButton = null;
  let isLeaving = false;

  /* ---------- typing ---------- */

  form.addEventListener("input", function (event) {
    if (!ziping.codeOf(event.target)) { return; }
    ziping.count(event.target);
    if (!ziping.isComposing) { ziping.changed([event.target]); }
  });

  form.addEventListener("compositionstart", function () { ziping.isComposing = true; });

  form.addEventListener("compositionend", function (event) {
    ziping.isComposing = false;
    if (ziping.codeOf(event.target)) { ziping.changed([event.target]); }
  });

  /* Leaving a cell saves it at once. */
  form.addEventListener("focusout", function (event) {
    const code = ziping.codeOf(event.target);
    if (code && outbox.get(code)) { ziping.flush(); }
  });

  /* ---------- buttons ---------- */

  form.addEventListener("click", function (event) {
    lastButton = event.target.closest("button") || lastButton;
  });

  /* What waits is sent first; then 暂存 is done, and every other button goes its way as without
     script. With the network down one stays on the page, where everything typed still is. */
  form.addEventListener("submit", async function (event) {
    if (isLeaving) { return; }
    event.preventDefault();
    const button = event.submitter || lastButton;
    lastButton = null;
    const isDone = await ziping.flush();
    /* A page without live pieces shows what came of it only when it is drawn again. */
    const isSave = (!button || button.value === "save") && Boolean(form.dataset.preview);
    if (isSave && isDone && !ziping.savedAt) { ziping.say("saved", "已保存，没有新的改动"); }
    if (isDone && !isSave || ziping.isFinal) { go(button); }
  });

  function go(button) {
    const deed = document.createElement("input");
    deed.type = "hidden";
    deed.name = "do";
    deed.value = button ? button.value : "save";
    form.append(deed);
    isLeaving = true;
    HTMLFormElement.prototype.submit.call(form);
  }

  /* ---------- leaving and coming back ---------- */

  function sendWhatWaits() {
    if (!isLeaving && outbox.all().length > 0) { ziping.flush(); }
  }

  document.addEventListener("visibilitychange", function () {
    /* Also when one comes back, perhaps after the lid was closed. */
    sendWhatWaits();
  });
  window.addEventListener("pagehide", sendWhatWaits);

  /* A link to another page waits a moment for what is being sent, so that the page shows it. */
  document.addEventListener("click", async function (event) {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented;
    if (!link || !isPlain || link.target || link.pathname === location.pathname || outbox.all().length === 0) { return; }
    event.preventDefault();
    await Promise.race([ziping.flush(), new Promise(function (resolve) { setTimeout(resolve, LINK_WAITS_MS); })]);
    location.href = link.href;
  });

  window.addEventListener("pageshow", function (event) {
    isLeaving = false;
    if (event.persisted) {
      form.querySelectorAll("input[type=hidden][name=do]").forEach(function (deed) { deed.remove(); });
      ziping.poll();
    }
  });

  /* What waits in the outbox is safe; only what the browser would not keep holds the person back. */
  window.addEventListener("beforeunload", function (event) {
    if (outbox.isLoose() && !isLeaving) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  /* Puts back what an earlier visit could not save, says so, and sends it. */
  function recover() {
    let found = 0;
    outbox.all().forEach(function (pair) {
      const code = pair[0];
      const entry = pair[1];
      const control = ziping.control(code);
      if (control && control.value === entry.typed && !entry.clash) {
        outbox.remove(code);
        return;
      }
      found += 1;
      entry.refused = null;
      outbox.put(code, entry);
      if (control) {
        ziping.setText(control, entry.typed);
        control.classList.add("recovered");
      }
    });
    if (found === 0) { return; }
    ziping.card("recovered", "找回 " + found + " 处未保存的内容", function (card) {
      const line = document.createElement("p");
      line.textContent = "上次离开时没有来得及保存，已放回原处，正在保存。";
      card.append(line, ziping.button("知道了", function () { ziping.dropCard("recovered"); }));
    });
    ziping.askAgain();
    ziping.previewSoon();
    ziping.flush();
  }

  recover();
  ziping.poll();
})(window.ziping);
