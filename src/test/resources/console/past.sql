-- The refused payment (%1$s): three runs, 38 minutes ago; what followed from it.
UPDATE task_live
SET created_at = run.first - interval '1.2 s', started_at = run.first + interval '150 s', finished_at = run.first + interval '151.4 s',
    updated_at = run.first + interval '151.4 s', run_at = NULL
FROM (SELECT service_clock() - interval '38 min' AS first) AS run
WHERE task_id = '%1$s';
UPDATE attempt
SET started_at = run.first + (number - 1) * interval '75 s',
    ended_at = run.first + (number - 1) * interval '75 s' + CASE number WHEN 3 THEN interval '1.4 s' ELSE interval '30 s' END
FROM (SELECT service_clock() - interval '38 min' AS first) AS run
WHERE task_id = '%1$s';
UPDATE attempt_log l
SET at = a.started_at + interval '20 ms' + (l.number - 1) * (a.ended_at - a.started_at - interval '30 ms')
FROM attempt a
WHERE a.task_id = l.task_id AND a.token = l.token AND a.task_id = '%1$s';
UPDATE task_live SET created_at = past.at, started_at = past.at + interval '1 s', finished_at = past.at + interval '3 s'
FROM (SELECT service_clock() - interval '35 min' AS at) AS past
WHERE parent_id = '%1$s';

-- Exports of the nights, and their files.
UPDATE task_live t
SET created_at = t.created_at - past.days, started_at = t.started_at - past.days, finished_at = t.finished_at - past.days, run_at = NULL
FROM (SELECT task_id, row_number() OVER (ORDER BY created_at DESC) * interval '1 day' - interval '19 h' AS days
      FROM task_live WHERE handler = 'ExportHandler' AND user_id = 'anna.rossi') AS past
WHERE t.task_id = past.task_id;
UPDATE file f SET created_at = t.finished_at FROM task_live t WHERE f.task_id = t.task_id AND t.handler = 'ExportHandler' AND t.user_id = 'anna.rossi';
UPDATE file f SET created_at = f.created_at - past.time
FROM (SELECT file_id, row_number() OVER (ORDER BY created_at DESC) * interval '97 min' AS time FROM file WHERE user_id = 'webshop') AS past
WHERE f.file_id = past.file_id;

-- Operations, with what became of each task.
UPDATE operation o
SET previewed_at = o.previewed_at - past.time
FROM (SELECT task_id, row_number() OVER (ORDER BY created_at DESC) * interval '23 min' AS time FROM task_live WHERE handler = 'OperateHandler' AND user_id = 'anna.rossi') AS past
WHERE o.operation_id = past.task_id;
UPDATE operation_item i
SET at = i.at - past.time
FROM (SELECT task_id, row_number() OVER (ORDER BY created_at DESC) * interval '23 min' AS time FROM task_live WHERE handler = 'OperateHandler' AND user_id = 'anna.rossi') AS past
WHERE i.operation_id = past.task_id;
UPDATE task_live t
SET created_at = t.created_at - past.time, started_at = t.started_at - past.time, finished_at = t.finished_at - past.time,
    updated_at = t.updated_at - past.time
FROM (SELECT task_id, row_number() OVER (ORDER BY created_at DESC) * interval '23 min' AS time FROM task_live WHERE handler = 'OperateHandler' AND user_id = 'anna.rossi') AS past
WHERE t.task_id = past.task_id;

-- What waits and what runs. Invoices wait for a moment only: their worker is busy.
UPDATE queue q
SET due_at = q.due_at - past.time
FROM (SELECT task_id, row_number() OVER (ORDER BY task_id DESC) * CASE handler WHEN 'SendInvoice' THEN interval '4 s' ELSE interval '130 s' END AS time
      FROM queue WHERE token IS NULL AND handler IN ('SyncStock', 'SendInvoice', 'PrintLabels')) AS past
WHERE q.task_id = past.task_id;
UPDATE task_live t SET created_at = q.due_at, updated_at = q.due_at FROM queue q
WHERE q.task_id = t.task_id AND q.token IS NULL AND q.handler IN ('SyncStock', 'SendInvoice', 'PrintLabels');
UPDATE queue
SET claimed_at = claimed_at - past.time, updated_at = updated_at - past.time
FROM (VALUES ('orders-1', interval '94 s'), ('images-1', interval '8 s'), ('warehouse-1', interval '51 min')) AS past (node, time)
WHERE queue.node = past.node;
UPDATE task_live t SET created_at = q.claimed_at - interval '300 ms' FROM queue q
WHERE q.task_id = t.task_id AND q.token IS NOT NULL AND q.node IN ('payments-1', 'billing-1', 'images-1', 'orders-1', 'warehouse-1');

-- Settings and keys are older than the tasks of today.
UPDATE handler SET updated_at = updated_at - CASE name WHEN 'SyncStock' THEN interval '44 min' ELSE interval '4 min' END
WHERE name IN ('SyncStock', 'CollectPayment');
UPDATE api_key SET created_at = created_at - interval '40 days', last_used_at = service_clock() - length(name) * interval '3 min'
WHERE name IN ('Warehouse', 'Support desk', 'Payment workers', 'Image workers', 'Prometheus', 'Web shop', 'Old web shop');
UPDATE schedule SET created_at = created_at - interval '40 days', last_run_at = service_clock() - CASE name
  WHEN 'stock-every-15-minutes' THEN interval '2 min' WHEN 'nightly-export-for-finance' THEN interval '5 h'
  WHEN 'weekly-product-images' THEN interval '8 h' WHEN 'invoices-of-the-month' THEN interval '29 days' ELSE interval '60 days' END
WHERE handler IN ('SyncStock', 'SendInvoice', 'ResizeImages', 'ImportOrders') OR name = 'nightly-export-for-finance';

-- The audit, some minutes apart, and within the month that it is written to.
UPDATE audit
SET at = greatest(audit.at - past.place * interval '140 s', date_trunc('month', audit.at))
FROM (SELECT audit_id, row_number() OVER (ORDER BY audit_id DESC) AS place FROM audit
      WHERE audit_id >= (SELECT min(audit_id) FROM audit WHERE target_id = '%1$s')) AS past
WHERE audit.audit_id = past.audit_id;
UPDATE audit SET at = greatest(service_clock() - interval '44 min', date_trunc('month', at)) WHERE target_id = 'SyncStock';
UPDATE audit SET at = greatest(service_clock() - interval '39 min', date_trunc('month', at)) WHERE target_id = '%1$s';
