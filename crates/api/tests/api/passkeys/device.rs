//! A device with passkeys, and the browser in front of it: makes keys and signs challenges as WebAuthn level 3 says.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const HAS_CREDENTIAL: u8 = 0x40;

pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}

struct Key {
    id: Vec<u8>,
    user_handle: Vec<u8>,
    pair: EcdsaKeyPair,
    counter: u32,
}

/// A telephone, say. What it does wrong can be set.
pub(crate) struct Device {
    /// The page that the browser shows.
    pub(crate) origin: String,
    /// The host that the device believes it signs for.
    pub(crate) host: String,
    /// Whether it asks for finger, face or number.
    pub(crate) asks_owner: bool,
    /// Whether it keeps its keys in a cloud, where no counter works.
    pub(crate) synced: bool,
    /// Whether it says whose key it is.
    pub(crate) names_owner: bool,
    /// How far the counter goes with every signature.
    pub(crate) counts_by: i32,
    keys: Vec<Key>,
}

impl Device {
    /// Before the shop of that origin, doing everything right.
    pub(crate) fn before(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            host: "localhost".to_owned(),
            asks_owner: true,
            synced: false,
            names_owner: true,
            counts_by: 1,
            keys: Vec::new(),
        }
    }

    /// `navigator.credentials.create`.
    pub(crate) fn create(&mut self, options: &Value) -> Value {
        assert_eq!(options["rp"]["id"], "localhost");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        let algorithms = options["pubKeyCredParams"].as_array().unwrap();
        assert!(algorithms.iter().any(|algorithm| algorithm["alg"] == -7), "no ES256 among {algorithms:?}");
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = digest(&SHA256, pair.public_key().as_ref()).as_ref().to_vec();
        let key = Key { id, user_handle: decode(&options["user"]["id"]), pair, counter: 0 };
        let client_data = self.client_data("webauthn.create", &options["challenge"]);
        let answer = json!({
            "id": encode(&key.id), "rawId": encode(&key.id), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {"credProps": {"rk": true}},
            "response": {
                "clientDataJSON": encode(&client_data), "transports": ["internal"],
                "attestationObject": encode(&attestation(&self.new_key_data(&key))),
            },
        });
        self.keys.push(key);
        answer
    }

    /// `navigator.credentials.get`, with the newest key that is allowed.
    pub(crate) fn get(&mut self, options: &Value) -> Value {
        let allowed: Vec<Vec<u8>> = options["allowCredentials"]
            .as_array()
            .map(|allowed| allowed.iter().map(|one| decode(&one["id"])).collect())
            .unwrap_or_default();
        let fits = |key: &Key| allowed.is_empty() || allowed.contains(&key.id);
        let index = self.keys.iter().rposition(fits).expect("the device has no key that is allowed");
        self.sign(index, &options["challenge"])
    }

    /// Signs with its first key, whether that is allowed or not.
    pub(crate) fn get_with_first(&mut self, options: &Value) -> Value {
        self.sign(0, &options["challenge"])
    }

    fn sign(&mut self, index: usize, challenge: &Value) -> Value {
        let (step, synced) = (self.counts_by, self.synced);
        let key = &mut self.keys[index];
        key.counter = if synced { 0 } else { key.counter.saturating_add_signed(step) };
        let key = &self.keys[index];
        let client_data = self.client_data("webauthn.get", challenge);
        let data = self.data(key, 0);
        let signed = [data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat();
        let signature = key.pair.sign(&SystemRandom::new(), &signed).unwrap();
        let user_handle = self.names_owner.then(|| encode(&key.user_handle));
        json!({
            "id": encode(&key.id), "rawId": encode(&key.id), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encode(&client_data), "authenticatorData": encode(&data),
                "signature": encode(signature.as_ref()), "userHandle": user_handle,
            },
        })
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    /// Authenticator data (§6.1).
    fn data(&self, key: &Key, more: u8) -> Vec<u8> {
        let verified = if self.asks_owner { USER_VERIFIED } else { 0 };
        let backed_up = if self.synced { BACKUP_ELIGIBLE | BACKED_UP } else { 0 };
        let flags = USER_PRESENT | verified | backed_up | more;
        let mut data = digest(&SHA256, self.host.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(key.counter.to_be_bytes());
        data
    }

    fn new_key_data(&self, key: &Key) -> Vec<u8> {
        let mut data = self.data(key, HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(key.id.len()).unwrap().to_be_bytes());
        data.extend(&key.id);
        data.extend(cose_key(key.pair.public_key().as_ref()));
        data
    }
}

/// A public key of P-256 for ES256 (RFC 9053 §7.1.1): `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`.
fn cose_key(point: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32];
    cbor.extend(&point[1..33]);
    cbor.extend([0x22, 0x58, 32]);
    cbor.extend(&point[33..65]);
    cbor
}

/// `{"fmt": "none", "attStmt": {}, "authData": data}` (§8.7).
fn attestation(data: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0xa3, 0x63];
    cbor.extend(b"fmt\x64none");
    cbor.push(0x67);
    cbor.extend(b"attStmt\xa0");
    cbor.push(0x68);
    cbor.extend(b"authData");
    cbor.extend([0x58, u8::try_from(data.len()).unwrap()]);
    cbor.extend(data);
    cbor
}
