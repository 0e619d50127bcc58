// Line breaks, and block comments, which nest. A block comment that holds a line break counts as one: the line
// break is a token of no length before it. And the text of strings, in which nothing is a comment.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum TokenType { NEWLINE, BLOCK_COMMENT, SHORT_TEXT, LONG_TEXT, RECOVERING };

// Whether the line break of the comment that follows was already said.
typedef struct {
  bool said;
} Scanner;

void *tree_sitter_incident_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_incident_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_incident_external_scanner_serialize(void *payload, char *buffer) {
  buffer[0] = ((Scanner *)payload)->said;
  return 1;
}

void tree_sitter_incident_external_scanner_deserialize(void *payload, const char *buffer,
                                                       unsigned length) {
  ((Scanner *)payload)->said = length > 0 && buffer[0];
}

// Behind a slash. The comment must have its end.
static bool block_comment(TSLexer *lexer, bool *has_line_break) {
  if (lexer->lookahead != '*') return false;
  lexer->advance(lexer, false);
  unsigned depth = 1;
  int32_t previous = 0;
  while (depth > 0) {
    if (lexer->eof(lexer)) return false;
    int32_t current = lexer->lookahead;
    lexer->advance(lexer, false);
    if (current == '\n') *has_line_break = true;
    if (previous == '*' && current == '/') {
      depth--;
      current = 0;
    } else if (previous == '/' && current == '*') {
      depth++;
      current = 0;
    }
    previous = current;
  }
  return true;
}

// Up to what ends the string, or an escape; false when there is nothing.
static bool short_text(TSLexer *lexer) {
  bool any = false;
  while (!lexer->eof(lexer) && lexer->lookahead != '"' && lexer->lookahead != '\\' &&
         lexer->lookahead != '\r' && lexer->lookahead != '\n') {
    lexer->advance(lexer, false);
    any = true;
  }
  lexer->mark_end(lexer);
  lexer->result_symbol = SHORT_TEXT;
  return any;
}

// The same, where only three quotes in a row end the string.
static bool long_text(TSLexer *lexer) {
  bool any = false;
  lexer->mark_end(lexer);
  lexer->result_symbol = LONG_TEXT;
  unsigned quotes = 0;
  while (!lexer->eof(lexer) && lexer->lookahead != '\\') {
    quotes = lexer->lookahead == '"' ? quotes + 1 : 0;
    if (quotes == 3) return any;
    lexer->advance(lexer, false);
    if (quotes == 0) {
      any = true;
      lexer->mark_end(lexer);
    }
  }
  if (quotes > 0) lexer->mark_end(lexer);
  return any || quotes > 0;
}

bool tree_sitter_incident_external_scanner_scan(void *payload, TSLexer *lexer,
                                                const bool *valid_symbols) {
  Scanner *scanner = payload;
  if (!valid_symbols[RECOVERING]) {
    if (valid_symbols[SHORT_TEXT]) return short_text(lexer);
    if (valid_symbols[LONG_TEXT]) return long_text(lexer);
  }
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') lexer->advance(lexer, true);
  if (lexer->lookahead == '\r' || lexer->lookahead == '\n') {
    if (!valid_symbols[NEWLINE]) return false;
    if (lexer->lookahead == '\r') lexer->advance(lexer, false);
    if (lexer->lookahead != '\n') return false;
    lexer->advance(lexer, false);
    lexer->result_symbol = NEWLINE;
    scanner->said = false;
    return true;
  }
  if (lexer->lookahead != '/' || !valid_symbols[BLOCK_COMMENT]) return false;
  lexer->mark_end(lexer);
  lexer->advance(lexer, false);
  bool has_line_break = false;
  if (!block_comment(lexer, &has_line_break)) return false;
  if (has_line_break && valid_symbols[NEWLINE] && !scanner->said) {
    scanner->said = true;
    lexer->result_symbol = NEWLINE;
    return true;
  }
  scanner->said = false;
  lexer->mark_end(lexer);
  lexer->result_symbol = BLOCK_COMMENT;
  return true;
}
