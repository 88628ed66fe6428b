SELECT
  "t0"."force",
  "t0"."month",
  "t0"."crime_type",
  COUNT(*) AS "n"
FROM "crimes" AS "t0"
GROUP BY
  1,
  2,
  3
