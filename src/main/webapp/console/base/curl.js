// A request as a line for a shell, for those who want to do the same by a script.
import { place } from "./api.js";
import { isOpen } from "./me.js";
import { compact } from "./json.js";

const quote = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

export function curl(method, path, body) {
  const words = ["curl -s"];
  if (method !== "GET" && !(method === "POST" && body !== undefined)) {
    words.push("-X " + method);
  }
  words.push(quote(place(path)));
  if (!isOpen()) {
    words.push('-H "Authorization: Bearer $TASKYARD_KEY"');
  }
  if (body !== undefined) {
    words.push("-H 'Content-Type: application/json'", "-d " + quote(compact(body)));
  }
  return words.join(" \\\n  ");
}

/** Into the clipboard; also where the page came by plain http, which has no clipboard of its own. */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "aside";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
