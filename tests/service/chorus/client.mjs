// What a client of Chorus Pro sends, with nothing of ours but the base URL.
// usage: node client.mjs BASE_URL FILE LOGIN PASSWORD [TOKEN]
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

const [base, file, login, password, token = "jeton-de-piste"] = process.argv.slice(2);

const answer = await fetch(`${base}/cpro/factures/v1/deposer/pdf`, {
  method: "POST",
  headers: {
    Authorization: `Bearer ${token}`,
    "cpro-account": Buffer.from(`${login}:${password}`).toString("base64"),
    "Content-Type": "application/json;charset=utf-8",
    Accept: "application/json;charset=utf-8",
  },
  body: JSON.stringify({
    idUtilisateurCourant: 0,
    fichierFacture: (await readFile(file)).toString("base64"),
    formatDepot: "PDF_NON_SIGNE",
    nomFichier: basename(file),
  }),
});
const text = await answer.text();
const result = JSON.parse(text);
console.log(JSON.stringify({ status: answer.status, type: answer.headers.get("content-type"), text, result }));
process.exitCode = result.codeRetour === 0 ? 0 : 1;
