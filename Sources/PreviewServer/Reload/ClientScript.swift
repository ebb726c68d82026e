/// The script that pages load in the preview. It is the same for everybody: the secret stands in the page, not in here.
enum ClientScript {
    static let bytes = Array(text.utf8)

    private static let text = """
        "use strict";
        (() => {
          const own = document.currentScript;
          const token = own.dataset.token;
          let version = own.dataset.version;
          let stream = null;
          let overlay = null;
          let reloading = false;
          const scrollKey = "podglad-scroll";

          // Back to where the reader was, once the page is long enough again.
          let saved = null;
          try { saved = JSON.parse(sessionStorage.getItem(scrollKey)); sessionStorage.removeItem(scrollKey); } catch { /* none */ }
          const restoreScroll = () => {
            if (saved && saved.path === location.pathname) window.scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
          };
          const reload = () => {
            if (reloading) return;
            reloading = true;
            try {
              sessionStorage.setItem(scrollKey, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
            } catch { /* Without storage the browser's own memory of the place must do. */ }
            location.reload();
          };

          const sheets = (root) => [...root.querySelectorAll('link[rel~="stylesheet"]')]
            .filter((link) => !(link.getAttribute("href") || "").startsWith("/_podglad/"));

          // The page is fetched again for the names of its stylesheets; new ones are loaded before the old ones go.
          const swapStyles = async (next) => {
            try {
              const answer = await fetch(location.href, { cache: "no-store" });
              const fresh = sheets(new DOMParser().parseFromString(await answer.text(), "text/html"));
              const old = sheets(document);
              if (fresh.length !== old.length) return reload();
              fresh.forEach((link, index) => {
                const copy = document.createElement("link");
                for (const attribute of link.attributes) copy.setAttribute(attribute.name, attribute.value);
                const address = new URL(link.getAttribute("href"), location.href);
                address.searchParams.set("podglad", next);
                copy.setAttribute("href", address.pathname + address.search);
                copy.addEventListener("load", () => old[index].remove());
                copy.addEventListener("error", reload);
                old[index].after(copy);
              });
              version = next;
            } catch { reload(); }
          };

          const hideErrors = () => { if (overlay) { overlay.remove(); overlay = null; } };
          const element = (name, className, text) => {
            const made = document.createElement(name);
            made.className = className;
            made.textContent = text;
            return made;
          };
          const showErrors = async () => {
            let messages;
            try { messages = await (await fetch("/_podglad/messages.json", { cache: "no-store" })).json(); } catch { return; }
            if (!messages.failing) return hideErrors();
            hideErrors();
            if (document.body.classList.contains("podglad-page")) {
              const shown = document.querySelector(".podglad-text");
              if (shown && location.pathname !== "/_podglad/") { shown.textContent = messages.text; return; }
            }
            // A tree of its own, so that the site's styles and the overlay's do not meet.
            overlay = document.createElement("div");
            overlay.id = "podglad-errors";
            const root = overlay.attachShadow({ mode: "open" });
            const styles = document.createElement("link");
            styles.rel = "stylesheet";
            styles.href = "/_podglad/preview.css";
            const box = element("div", "podglad-overlay", "");
            box.setAttribute("role", "alert");
            box.lang = messages.language;
            const close = element("button", "podglad-close", messages.closing);
            close.type = "button";
            close.addEventListener("click", hideErrors);
            const text = element("pre", "podglad-text", messages.text);
            text.tabIndex = 0;
            box.append(element("h2", "podglad-title", messages.title), close, text, element("p", "podglad-advice", messages.advice));
            root.append(styles, box);
            document.body.append(overlay);
          };
          document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideErrors(); });

          const listen = () => {
            if (stream || reloading) return;
            stream = new EventSource("/_podglad/events?token=" + encodeURIComponent(token));
            stream.addEventListener("greeting", (event) => {
              const [now, failing] = event.data.split(" ");
              if (now !== version) return reload();
              if (failing) showErrors(); else hideErrors();
            });
            stream.addEventListener("reload", reload);
            stream.addEventListener("styles", (event) => swapStyles(event.data));
            stream.addEventListener("errors", showErrors);
            stream.addEventListener("mended", hideErrors);
            stream.addEventListener("error", () => {
              // Closed for good: the server was started anew and knows another token. The page is asked for until it answers.
              if (stream && stream.readyState === EventSource.CLOSED) { stop(); waitForServer(); }
            });
          };
          const stop = () => { if (stream) { stream.close(); stream = null; } };
          const waitForServer = () => setTimeout(() => {
            fetch(location.href, { cache: "no-store" }).then(reload, waitForServer);
          }, 1000);

          // A browser opens few connections to one server: pages that nobody sees hold none, and catch up when seen again.
          document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); else listen(); });
          window.addEventListener("pagehide", stop);
          window.addEventListener("pageshow", () => { if (!document.hidden) listen(); });
          restoreScroll();
          window.addEventListener("load", restoreScroll);
          if (!document.hidden) listen();
        })();

        """
}
