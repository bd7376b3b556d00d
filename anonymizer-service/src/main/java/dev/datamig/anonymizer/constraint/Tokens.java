package dev.datamig.anonymizer.constraint;

import java.util.ArrayList;
import java.util.List;

/** The words and signs of a condition in SQL, to be taken one by one. */
final class Tokens {

    private static final String SIGNS = "~!@#^&|?+-*/%<>=";

    /** Kinds of token. */
    enum Kind {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    /** @param text bare, without quotes; words in small letters */
    record Token(Kind kind, String text) {

        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int next;

    Tokens(String sql) {
        this.sql = sql;
        while (at < sql.length()) {
            scan();
        }
        tokens.add(new Token(Kind.END, ""));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String sign) {
        if (peek().is(sign)) {
            take();
            return true;
        }
        return false;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw new NotUnderstood("expected " + sign);
        }
    }

    private void scan() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '\'') {
            tokens.add(new Token(Kind.TEXT, quoted('\'')));
        } else if (c == '"') {
            tokens.add(new Token(Kind.QUOTED, quoted('"')));
        } else if (Character.isDigit(c) || c == '.' && at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1))) {
            tokens.add(new Token(Kind.NUMBER, run("0123456789.eE")));
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else if (c == ':' && sql.startsWith("::", at)) {
            at += 2;
            tokens.add(new Token(Kind.SIGN, "::"));
        } else if (SIGNS.indexOf(c) >= 0) {
            tokens.add(new Token(Kind.SIGN, run(SIGNS)));
        } else {
            at++;
            tokens.add(new Token(Kind.SIGN, String.valueOf(c)));
        }
    }

    private void word() {
        int from = at;
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_' || sql.charAt(at) == '$')) {
            at++;
        }
        String word = sql.substring(from, at);
        if (word.equals("E") && at < sql.length() && sql.charAt(at) == '\'') {
            throw new NotUnderstood("a text with escapes");
        }
        tokens.add(new Token(Kind.WORD, word.toLowerCase(java.util.Locale.ROOT)));
    }

    private String run(String characters) {
        int from = at;
        while (at < sql.length() && characters.indexOf(sql.charAt(at)) >= 0) {
            at++;
        }
        return sql.substring(from, at);
    }

    private String quoted(char quote) {
        var out = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return out.toString();
                }
                at++;
            }
            out.append(c);
        }
        throw new NotUnderstood("a quote without end");
    }
}
