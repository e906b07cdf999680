/* ziping: 佐证材料 sent in parts, so that a cut costs one part and not the file. What was sent stays with
   the server for a day; the same file chosen again goes on where it stopped. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-uploads]");
  if (!form || !window.XMLHttpRequest || !window.Promise) { return; }

  const AGAIN_AFTER_MS = [1000, 2000, 5000, 10000, 30000];
  const input = form.elements.file;
  const list = form.querySelector("[data-sending]");
  const most = Number(form.dataset.most);
  let isSending = false;

  input.multiple = true;

  /* ---------- asking the server ---------- */

  /* An answer with status 0 means that the network is gone. */
  function ask(method, address, body, onProgress) {
    return new Promise(function (resolve) {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-Token", form.dataset.token);
      if (typeof body === "string") { request.setRequestHeader("Content-Type", "application/json"); }
      if (onProgress) { request.upload.addEventListener("progress", onProgress); }
      request.addEventListener("loadend", function () {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch (error) { answer = {}; }
        resolve({ status: request.status, answer: answer });
      });
      request.send(body);
    });
  }

  function isPassing(reply) {
    return reply.status === 0 || reply.status >= 500 || reply.status === 429 || (reply.status === 409 && reply.answer.busy);
  }

  function wait(times) {
    const span = AGAIN_AFTER_MS[Math.min(times, AGAIN_AFTER_MS.length - 1)];
    return new Promise(function (resolve) {
      const timer = setTimeout(resolve, span);
      window.addEventListener("online", function () { clearTimeout(timer); resolve(); }, { once: true });
    });
  }

  /* ---------- one file ---------- */

  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    name.className = "sending-name";
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name + "的上传进度");
    words.className = "sending-words";
    item.append(name, bar, words);
    list.append(item);
    return {
      show: function (sent) {
        bar.value = sent;
        words.textContent = "已上传 " + Math.floor(100 * sent / bar.max) + "%";
      },
      say: function (sentence, state) {
        words.textContent = sentence;
        item.dataset.state = state;
      }
    };
  }

  /* Sends a file to its end; resolves to whether it is kept. */
  async function send(file, subject, isPublic) {
    const seen = line(file);
    if (file.size > most) {
      seen.say("单个文件不能超过 " + Math.floor(most / 1048576) + "MB。请压缩图片、降低扫描的分辨率，或者拆成几个文件再上传。", "failed");
      return false;
    }
    const wanted = JSON.stringify({
      subject: subject, name: file.name, size: file.size, mark: String(file.lastModified), is_public: isPublic
    });
    let cuts = 0;
    for (;;) {
      const reply = await pass(file, wanted, seen, function () { cuts = 0; });
      if (reply.status === 200) {
        seen.say("已上传", "done");
        return true;
      }
      if (!isPassing(reply) && reply.status !== 409) {
        seen.say(reply.answer.detail || "没有上传成功，请重新选择文件再试。", "failed");
        return false;
      }
      seen.say("网络中断，正在重新连接，接通后从断开的地方继续。", "waiting");
      await wait(cuts);
      cuts += 1;
    }
  }

  /* One attempt from where the file stopped; resolves to the answer that ended it. */
  async function pass(file, wanted, seen, onPart) {
    const begun = await ask("POST", form.dataset.uploads, wanted);
    if (begun.status !== 200) { return begun; }
    let offset = begun.answer.offset;
    seen.show(offset);
    while (offset < file.size) {
      const start = offset;
      const part = file.slice(start, start + begun.answer.part);
      const reply = await ask("PUT", begun.answer.href + "?offset=" + start, part, function (event) {
        seen.show(Math.min(start + event.loaded, file.size));
      });
      if (typeof reply.answer.offset !== "number") {
        /* What was under way counts only when the server has it. */
        seen.show(start);
        return reply;
      }
      offset = reply.answer.offset;
      onPart();
      seen.show(offset);
    }
    seen.say("正在检查文件…", "checking");
    return ask("POST", begun.answer.href, "{}");
  }

  /* ---------- the form ---------- */

  form.addEventListener("submit", async function (event) {
    const files = Array.from(input.files);
    if (files.length === 0) { return; }
    event.preventDefault();
    if (isSending) { return; }
    const button = form.querySelector("button[type=submit]");
    isSending = true;
    button.disabled = true;
    list.textContent = "";
    let kept = 0;
    for (const file of files) {
      if (await send(file, form.elements.subject.value, form.elements.public.checked)) { kept += 1; }
    }
    isSending = false;
    button.disabled = false;
    input.value = "";
    if (kept === files.length) { location.assign(form.action); }
  });

  window.addEventListener("beforeunload", function (event) {
    if (isSending) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
})();
