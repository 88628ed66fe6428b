SELECT
  "t8"."month",
  "t8"."kind",
  "t8"."area",
  COUNT(*) AS "n"
FROM (
  SELECT
    "t4"."month",
    CASE
      WHEN "t6"."asked" IS NULL
      THEN 0
      WHEN "t4"."longitude" IS NULL
      THEN 1
      WHEN "t7"."area" < 0
      THEN 2
      ELSE 3
    END AS "kind",
    CASE
      WHEN CASE
        WHEN "t6"."asked" IS NULL
        THEN 0
        WHEN "t4"."longitude" IS NULL
        THEN 1
        WHEN "t7"."area" < 0
        THEN 2
        ELSE 3
      END = 3
      THEN "t7"."area"
      ELSE -1
    END AS "area"
  FROM "crimes" AS "t4"
  SEMI JOIN "asked_months" AS "t5"
    ON "t4"."month" = "t5"."month"
  LEFT OUTER JOIN "asked_types" AS "t6"
    ON "t4"."crime_type" = "t6"."crime_type"
  LEFT OUTER JOIN "points" AS "t7"
    ON "t4"."longitude" = "t7"."longitude" AND "t4"."latitude" = "t7"."latitude"
) AS "t8"
GROUP BY
  1,
  2,
  3
