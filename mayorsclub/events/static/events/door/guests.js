// The list of this event on the phone: whose ticket it is, and who has which name.
(() => {
  "use strict";
  const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const ALIKE = Object.fromEntries([..."АВСЕНКМРТХУ"].map((each, n) => [each, "ABCEHKMPTXY"[n]]));
  const TOKEN = 43;
  const FEWEST = 2;
  const MOST = 20;

  const codeTyped = (text) => {
    const folded = [...text.toUpperCase()].map((each) => ALIKE[each] ?? each);
    const code = folded.filter((each) => /[\p{L}\p{N}]/u.test(each)).join("");
    return code.length === 8 && [...code].every((each) => LETTERS.includes(each)) ? code : "";
  };
  const isTicket = (text) => text.trim().length === TOKEN || Boolean(codeTyped(text));

  // As ukrainian.alphabet.search_key folds names.
  const FOLD = { ґ: "г", і: "и", ї: "и", ы: "и", є: "е", э: "е", ё: "е", ь: "", ъ: "" };
  const fold = (text) =>
    (text.toLowerCase().replace(/['’ʼ`ʹ]/g, "").match(/[\p{L}\p{N}_]+/gu) ?? [])
      .join(" ")
      .replace(/[ґіїыєэёьъ]/g, (each) => FOLD[each])
      .replace(/(\p{L})\1+/gu, "$1");

  // list: as the server gave it.
  const make = (list, sha256) => {
    const rows = list?.guests ?? [];
    const byDigest = new Map(rows.map((row) => [row.digest, row]));
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return {
      rows,
      ofDigest: (digest) => byDigest.get(digest),
      ofTicket: async (text) => {
        const trimmed = text.trim();
        if (trimmed.length === TOKEN) return byDigest.get(await sha256(`events:ticket:${trimmed}`));
        return byCode.get(codeTyped(trimmed));
      },
      named: (text) => {
        const words = fold(text).split(" ").filter(Boolean);
        if (words.join("").length < FEWEST) return { rows: [], isMore: false };
        const hits = rows.filter((row) => row.is_good && words.every((word) => row.find.includes(word)));
        return { rows: hits.slice(0, MOST), isMore: hits.length > MOST };
      },
    };
  };

  Object.assign(window.door, { guests: { make, isTicket } });
})();
