/**
 * @file The .incident language, as ../incident.ebnf has it.
 * @license MIT OR Apache-2.0
 *
 * It knows no block kinds and no keys either: those are in queries/highlights.scm, made from the schema.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

module.exports = grammar({
  name: 'incident',

  // src/scanner.c: block comments nest, and one that holds a line break counts as one; and what begins like a
  // comment in a string is none.
  externals: $ => [$._newline, $.block_comment, $._short_text, $._long_text, $._recovering],

  extras: $ => [/[ \t]/, '\uFEFF', $.line_comment, $.doc_comment, $.block_comment],

  supertypes: $ => [$._entry, $._value, $._scalar],

  rules: {
    file: $ => seq(
      repeat($._newline),
      optional(seq(
        $._entry,
        repeat(seq(repeat1($._newline), $._entry)),
        repeat($._newline),
      )),
    ),

    _entry: $ => choice($.attribute, $.block),

    attribute: $ => seq(field('key', $.name), '=', field('value', $._value)),

    block: $ => seq(
      field('kind', $.name),
      repeat(field('label', $._scalar)),
      field('body', optional($.body)),
    ),

    body: $ => seq(
      '{',
      repeat($._newline),
      optional(seq(
        $._entry,
        repeat(seq(repeat1($._separator), $._entry)),
        repeat($._separator),
      )),
      '}',
    ),

    _separator: $ => choice($._newline, ','),

    _value: $ => choice($._scalar, $.list),

    list: $ => seq(
      '[',
      repeat($._newline),
      optional(seq(
        $._value,
        repeat($._newline),
        repeat(seq(',', repeat($._newline), $._value, repeat($._newline))),
        optional(seq(',', repeat($._newline))),
      )),
      ']',
    ),

    _scalar: $ => choice($.name, $.string, $.number, $.email, $.channel),

    name: _ => /[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*/,

    // A run that starts with a digit is one token, whatever it means.
    number: _ => /-?[0-9][A-Za-z0-9_.:%+-]*(\/[A-Za-z0-9_.:%+-]+)*/,

    email: _ =>
      /[A-Za-z0-9._%+-]+@[A-Za-z0-9](-*[A-Za-z0-9])*(\.[A-Za-z0-9](-*[A-Za-z0-9])*)*/,

    channel: $ => seq(
      field('kind', $.name),
      token.immediate(':'),
      field('target', choice($.target, alias($._immediate_string, $.string))),
    ),

    target: _ => token.immediate(/#?[A-Za-z0-9_.@+-]+/),

    string: $ => choice(
      seq('"', repeat($._short_part), token.immediate('"')),
      seq('"""', repeat($._long_part), token.immediate('"""')),
    ),

    // That of a channel, directly behind the colon.
    _immediate_string: $ => choice(
      seq(alias(token.immediate('"'), '"'), repeat($._short_part), token.immediate('"')),
      seq(alias(token.immediate('"""'), '"""'), repeat($._long_part), token.immediate('"""')),
    ),

    _short_part: $ => choice($._short_text, $.escape),

    _long_part: $ => choice($._long_text, $.escape),

    escape: _ => token.immediate(/\\(["\\nt]|u\{[0-9A-Fa-f]{1,6}\})/),

    // On a line of its own: documentation of the entry below it.
    doc_comment: _ => /\/\/\/([^\/\r\n][^\r\n]*)?/,

    line_comment: _ => /\/\/([^\/\r\n][^\r\n]*|\/\/[^\r\n]*)?/,
  },
});
