// A certified OpenID provider for the tests of 单点登录: node provider.mjs FOLDER PORT
//
// FOLDER holds node_modules/oidc-provider. Whoever logs in there, with any password, has his
// log-in name as his lasting name and as preferred_username.
import { pathToFileURL } from "node:url";

const [folder, port] = process.argv.slice(2);
const module = pathToFileURL(`${folder}/node_modules/oidc-provider/lib/index.js`);
const { default: Provider } = await import(module);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "ziping",
    client_secret: "a secret of the tests",
    redirect_uris: ["https://portal.test/log-in/sign-on/answer"]
  }],
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  cookies: { keys: ["a key of the tests"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id })
  }),
  pkce: { required: () => true }
});
provider.listen(Number(port), "127.0.0.1");
