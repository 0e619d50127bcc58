;;; incident-mode.el --- Major mode for .incident files  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages, tools

;;; Commentary:

;; What an editor must know by itself: colours, comments, words, indentation.  Everything else comes from `incident lsp'
;; by way of Eglot, which is told how to start it.

;;; Code:

(defvar eglot-server-programs)

(defconst incident-indent-width 2
  "How many columns a block is indented, as `incident fmt' does.")

(defvar incident-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23n" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?' "." table)
    ;; Both are parts of names.
    (modify-syntax-entry ?- "w" table)
    (modify-syntax-entry ?_ "w" table)
    table)
  "Syntax of .incident files.")

(defvar incident-font-lock-keywords
  '(("\\(?:^\\|[{,]\\)\\s-*\\([[:alpha:]]\\w*\\)\\s-*=" 1 font-lock-variable-name-face)
    ("^\\s-*\\([[:alpha:]]\\w*\\)\\s-+\\([[:alpha:]]\\w*\\)"
     (1 font-lock-keyword-face)
     (2 font-lock-type-face))
    ("^\\s-*\\([[:alpha:]]\\w*\\)\\s-*[{\"]" 1 font-lock-keyword-face)
    ("\\_<\\(?:true\\|false\\)\\_>" . font-lock-constant-face))
  "Keys before `=', kinds and names of blocks.")

(defun incident--mark-long-quote ()
  "Make the three quotes around a text of several lines its delimiters."
  (let* ((start (match-beginning 0))
         (state (save-excursion (syntax-ppss start)))
         (fence (string-to-syntax "|")))
    (cond ((nth 4 state))
          ((null (nth 3 state)) (put-text-property start (1+ start) 'syntax-table fence))
          ((eq (nth 3 state) t) (put-text-property (1- (match-end 0)) (match-end 0) 'syntax-table fence)))))

(defun incident--propertize (start end)
  "Tell texts of several lines from short ones between START and END."
  (goto-char start)
  (while (re-search-forward "\"\"\"" end t)
    (incident--mark-long-quote)))

(defun incident-indent-line ()
  "Indent the line by the brackets that are open where it begins."
  (interactive)
  (let ((state (save-excursion (syntax-ppss (line-beginning-position)))))
    ;; What stands in texts and comments is somebody's own.
    (if (nth 8 state)
        'noindent
      (let* ((closes (save-excursion (back-to-indentation) (memq (char-after) '(?\} ?\]))))
             (column (* incident-indent-width (max 0 (- (car state) (if closes 1 0))))))
        (if (<= (current-column) (current-indentation))
            (indent-line-to column)
          (save-excursion (indent-line-to column)))))))

;;;###autoload
(define-derived-mode incident-mode prog-mode "Incident"
  "Major mode for .incident files."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "\\(?://+\\|/\\*+\\)[ \t]*")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width incident-indent-width)
  (setq-local indent-line-function #'incident-indent-line)
  (setq-local electric-indent-chars (append "}]" electric-indent-chars))
  (setq-local syntax-propertize-function #'incident--propertize)
  (setq-local font-lock-defaults '(incident-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.incident\\'" . incident-mode))

;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(incident-mode . ("incident" "lsp"))))

(provide 'incident-mode)

;;; incident-mode.el ends here
