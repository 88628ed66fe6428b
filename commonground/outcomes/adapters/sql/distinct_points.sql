SELECT DISTINCT
  "t0"."longitude",
  "t0"."latitude"
FROM "crimes" AS "t0"
WHERE
  "t0"."longitude" IS NOT NULL
