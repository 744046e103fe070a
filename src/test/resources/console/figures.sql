-- Eight days of runs, with nights, and a bank that was silent for half an hour. Counted back from now, so that the curve is always the same.
DELETE FROM run_figure WHERE handler IN ('CollectPayment', 'SendInvoice', 'ResizeImages', 'ImportOrders', 'SyncStock');

WITH kind (handler, per_minute, takes, fails) AS (
  VALUES ('CollectPayment', 1.45, 20, 0.004), ('SendInvoice', 0.72, 18, 0.01), ('ResizeImages', 0.71, 23, 0.008), ('ImportOrders', 0.36, 29, 0.004),
         ('SyncStock', 0.35, 20, 0.0)
), clock AS (
  SELECT date_trunc('minute', now) AS minute, date_bin('10 min', now, 'epoch') AS ten, date_trunc('hour', now) AS hour
  FROM (SELECT service_clock() AS now) AS clock
), place (minutes, at, back) AS (
  SELECT 1, minute - n * interval '1 min', n FROM clock, generate_series(1, 90) AS n WHERE minute - n * interval '1 min' >= ten - interval '80 min'
  UNION ALL
  SELECT 10, ten - n * interval '10 min', n * 10 FROM clock, generate_series(9, 160) AS n
  WHERE ten - n * interval '10 min' >= hour - interval '25 h'
  UNION ALL
  SELECT 60, hour - n * interval '1 h', n * 60 FROM clock, generate_series(26, 190) AS n
), ran AS (
  SELECT p.at, p.minutes, k.handler, k.takes, k.fails, p.back BETWEEN 85 AND 125 AND k.handler = 'CollectPayment' AS silent,
         abs(hashint4(p.back * 17 + length(k.handler))) %% 1000 / 1000.0 AS noise,
         k.per_minute * p.minutes * (0.5 + power(cos((p.back - 100) * pi() / 1440), 2)) AS usual
  FROM place p, kind k
), ended AS (
  SELECT at, minutes, handler, takes, silent, runs, noise,
         CASE WHEN silent THEN ceil(runs * 0.4) ELSE floor(runs * fails + noise * 0.99) END AS failed,
         CASE WHEN silent THEN ceil(runs * 0.9) ELSE floor(runs * fails * 2 + noise * 0.97) END AS retried
  FROM (SELECT *, floor(usual * (0.8 + noise * 0.4) + noise) AS runs FROM ran) AS counted
  WHERE runs > 0 AND NOT (handler = 'SyncStock' AND at > service_clock() - interval '45 min')
)
INSERT INTO run_figure (at, minutes, handler, measure, bucket, count)
SELECT at, minutes, handler, measure, 0, least(count, runs)
FROM ended, LATERAL (VALUES ('completed', runs - least(failed, runs)), ('failed', failed), ('retried', retried)) AS m (measure, count)
WHERE least(count, runs) > 0
UNION ALL
-- spread over some buckets; percentiles of so few runs would jump, so each counts as twenty
SELECT at, minutes, handler, measure, middle + step, ceil(runs * share * 20)
FROM ended,
     LATERAL (VALUES ('start_delay', 11 + (noise > 0.85)::integer), ('run_time', CASE WHEN silent THEN 30 ELSE takes + (noise > 0.85)::integer END))
       AS m (measure, middle),
     LATERAL (VALUES (-3, 0.05), (-1, 0.25), (0, 0.4), (1, 0.22), (2, 0.05), (4, 0.03)) AS spread (step, share);
