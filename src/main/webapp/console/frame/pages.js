// All pages: what they are called in the address, who may see them, and where their code is. It is fetched when a page is first opened.
import { may, runsInstallation, seesInstallation } from "../base/me.js";

const everyone = () => true;
const reads = () => may("task:read");

export const PAGES = [
  { name: "overview", title: "overview", icon: "overview", tag: "page-overview", allowed: everyone, load: () => import("../pages/overview.js") },
  { name: "tasks", title: "tasks", icon: "tasks", tag: "page-tasks", names: ["tasks", "task", "new"], allowed: reads, load: () => import("../pages/tasks.js") },
  { name: "operations", title: "operations", icon: "operations", tag: "page-operations", names: ["operations", "operation"], allowed: reads, load: () => import("../pages/operations.js") },
  { name: "operation", title: "operation", tag: "page-operation", allowed: reads, load: () => import("../pages/operation.js") },
  { name: "errors", title: "errors", icon: "failed", tag: "page-errors", allowed: reads, load: () => import("../pages/errors.js") },
  { name: "task", title: "task", tag: "page-task", allowed: reads, load: () => import("../pages/task.js") },
  { name: "new", title: "new", tag: "page-new-task", allowed: () => may("task:write"), load: () => import("../pages/new-task.js") },
  { name: "handlers", title: "handlers", icon: "handlers", tag: "page-handlers", names: ["handlers", "handler"], allowed: seesInstallation, load: () => import("../pages/handlers.js") },
  { name: "handler", title: "handler", tag: "page-handler", allowed: seesInstallation, load: () => import("../pages/handler.js") },
  { name: "schedules", title: "schedules", icon: "schedules", tag: "page-schedules", names: ["schedules", "schedule", "new-schedule"], allowed: reads, load: () => import("../pages/schedules.js") },
  { name: "schedule", title: "schedule", tag: "page-schedule", allowed: reads, load: () => import("../pages/schedule.js") },
  { name: "new-schedule", title: "newSchedule", tag: "page-schedule-form", allowed: () => may("schedule:admin"), load: () => import("../pages/schedule-form.js") },
  { name: "nodes", title: "nodes", icon: "nodes", tag: "page-nodes", allowed: seesInstallation, load: () => import("../pages/nodes.js") },
  { name: "database", title: "database", icon: "database", tag: "page-database", allowed: runsInstallation, load: () => import("../pages/database.js") },
  { name: "files", title: "files", icon: "files", tag: "page-files", allowed: reads, load: () => import("../pages/files.js") },
  { name: "keys", title: "keys", icon: "keys", tag: "page-keys", allowed: () => may("key:admin"), load: () => import("../pages/keys.js") },
  { name: "audit", title: "audit", icon: "audit", tag: "page-audit", allowed: () => may("audit:read"), load: () => import("../pages/audit.js") },
];

const LOST = { name: "lost", title: "lost", tag: "page-lost", allowed: everyone, load: () => import("../pages/lost.js") };

/** What is not there, or not for this caller, is the same page. */
export const pageOf = (route) => PAGES.find((page) => page.name === route.name && page.allowed()) ?? LOST;
