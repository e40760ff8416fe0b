// Tells the terminal where its server is: beside this page, with the key of this page.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const here = new URL(window.location.href);
  const key = here.searchParams.get("key") || "";
  const socket = new URL("ws/" + encodeURIComponent(key), here);
  socket.protocol = here.protocol === "https:" ? "wss:" : "ws:";
  socket.search = "";
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = socket.href;
  const size = Number.parseInt(here.searchParams.get("fontsize") || "", 10);
  if (size >= 6 && size <= 72) terminal.dataset.fontSize = String(size);
  const begun = new MutationObserver(() => {
    if (!document.body.classList.contains("-first-byte")) return;
    begun.disconnect();
    const keys = document.querySelector(".xterm-helper-textarea");
    if (keys) keys.focus(); // nobody has to click before the first key
  });
  begun.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  document.getElementById("again").addEventListener("click", () => window.location.reload());
});
