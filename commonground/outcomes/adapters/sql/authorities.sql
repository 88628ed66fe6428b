SELECT
  "t4"."force",
  "t4"."authority",
  "t4"."area",
  COUNT(*) AS "n"
FROM (
  SELECT
    "t2"."force",
    "t3"."area",
    REGEXP_REPLACE("t2"."lsoa_name", ' [0-9]+[A-Z]+$', '', 'g') AS "authority"
  FROM "crimes" AS "t2"
  INNER JOIN "points" AS "t3"
    ON "t2"."longitude" = "t3"."longitude" AND "t2"."latitude" = "t3"."latitude"
) AS "t4"
GROUP BY
  1,
  2,
  3
