/* ziping: a session that ended while somebody typed. He logs in again over the page; nothing typed is
   lost, and what waits is sent afterwards. What waits stays with its account. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const dialog = document.querySelector("[data-log-in]");
  const form = dialog.querySelector("form");
  const problem = dialog.querySelector("[data-problem]");
  const JSON_WANTED = { Accept: "application/json" };

  function show() {
    if (dialog.open) { return; }
    problem.textContent = "";
    if (dialog.showModal) { dialog.showModal(); } else { dialog.setAttribute("open", ""); }
    form.elements.login_name.focus();
  }

  function hide() {
    if (dialog.close) { dialog.close(); } else { dialog.removeAttribute("open"); }
  }

  async function who() {
    const response = await fetch(form.action, { credentials: "same-origin", headers: JSON_WANTED });
    if (!response.ok) { throw new Error("no answer"); }
    return response.json();
  }

  /* Takes over the new session, when it is the same person's. */
  function takeOver(session) {
    if (session.account !== ziping.account) { return foreign(session.name); }
    ziping.csrf = session.csrf;
    document.querySelectorAll("input[name=_csrf]").forEach(function (field) { field.value = session.csrf; });
    hide();
    ziping.dropCard("foreign");
    ziping.flush();
    ziping.poll();
  }

  function foreign(name) {
    const waiting = ziping.outbox.all().length;
    hide();
    ziping.say("failed", "现在登录的是另一账号“" + name + "”，没有保存");
    ziping.card("foreign", "现在登录的是另一账号“" + name + "”", function (card) {
      const line = document.createElement("p");
      line.textContent = waiting > 0
        ? "原账号有 " + waiting + " 处内容还没有保存，已留在本机，原账号再登录并打开这份填报时自动找回。"
        : "原账号的内容都已保存。";
      card.append(line, ziping.button("用现在的账号重新打开页面", function () { location.reload(); }));
    });
  }

  /* Perhaps he has logged in again elsewhere already; otherwise he is asked to. */
  ziping.logInAgain = async function () {
    try {
      const session = await who();
      if (session.account) { takeOver(session); } else { show(); }
    } catch (error) {
      ziping.say("failed", "未保存：网络不通，内容已留在本机", { words: "重新登录", press: ziping.logInAgain });
    }
  };

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    problem.textContent = "";
    try {
      const visitor = (await who()).visitor;
      const response = await fetch(form.action, {
        method: "POST",
        credentials: "same-origin",
        headers: JSON_WANTED,
        body: new URLSearchParams({
          _visitor: visitor,
          login_name: form.elements.login_name.value,
          password: form.elements.password.value,
          code: form.elements.code.value
        })
      });
      const answer = await response.json();
      form.elements.password.value = "";
      form.elements.code.value = "";
      if (response.ok) { takeOver(answer); } else { problem.textContent = answer.detail; }
    } catch (error) {
      problem.textContent = "网络不通，请稍后再试。页面上填写的内容都还在。";
    }
  });

  dialog.querySelector("[data-later]").addEventListener("click", hide);
})(window.ziping);
