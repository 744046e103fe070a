// A menu (<details class="menu">) closes when one chooses something, clicks elsewhere or presses Escape.
export function closeMenus() {
  addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      const chosen = event.target.closest(".menu-body a, .menu-body li button");
      if (!menu.contains(event.target) || chosen) {
        menu.open = false;
      }
    }
  });
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" ? document.querySelector("details.menu[open]") : null;
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
