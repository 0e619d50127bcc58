;;; day.el --- What a person does in Emacs on the first day  -*- lexical-binding: t; -*-

;; With the configuration that docs/editors.md gives: see what is wrong, ask what a word means, mend, complete, rename,
;; format, comment, indent.  Variables of the environment: CONFIGURATION, the configuration; FOLDER, where
;; payment.incident is.

;;; Code:

(require 'cl-lib)
(require 'package)
(require 'seq)

(defconst patience 60 "Seconds.")

(defun step (name act)
  "Do what NAME says, by calling ACT."
  (condition-case why
      (progn (funcall act) (princ (format "ok: %s\n" name)))
    (error (princ (format "failed: %s: %S\n" name why))
           (kill-emacs 1))))

(defun settle ()
  "Do what the command loop does between keys, of which there is none in batch."
  (run-hooks 'post-command-hook)
  (dolist (timer timer-idle-list)
    (timer-event-handler timer))
  (accept-process-output nil 0.02))

(defun wait (what is-so)
  "Wait for WHAT until IS-SO is."
  (let ((end (time-add nil patience)))
    (while (not (funcall is-so))
      (when (time-less-p end nil) (error "Waited in vain for %s" what))
      (settle))))

(defun must (so &rest else)
  "Fail with ELSE unless SO."
  (unless so (error "%S" else)))

(defun text () (buffer-substring-no-properties (point-min) (point-max)))

(defun at (what)
  "Go to the first place of WHAT."
  (goto-char (point-min))
  (search-forward what)
  (goto-char (match-beginning 0)))

(defun line () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun findings ()
  "What is wrong here, notes aside."
  (seq-remove (lambda (one) (eq (flymake-diagnostic-type one) 'eglot-note)) (flymake-diagnostics)))

;; Emacs before 29 knows no `eglot-code-action-quickfix' that asks.
(defun mend ()
  "Take what is offered first, as by RET."
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt _choices &optional _predicate _must _initial _history default) default))
            (last-nonmenu-event ?\r))
    (call-interactively #'eglot-code-actions)))

;; As an Emacs that is not in batch.
(package-initialize)
(load (getenv "CONFIGURATION") nil t t)
(setq make-backup-files nil)
(switch-to-buffer (find-file-noselect (expand-file-name "payment.incident" (getenv "FOLDER"))))
(defconst before (text))

(step "the server is started for the file"
      (lambda ()
        (must (eq major-mode 'incident-mode) major-mode)
        (wait "the server" (lambda () (and (fboundp 'eglot-current-server) (eglot-current-server))))
        (wait "its first findings" (lambda () (bound-and-true-p flymake-mode)))))

(step "hovering over a severity tells who is told when"
      (lambda ()
        (at "severity P1")
        (let ((said ""))
          (run-hook-with-args 'eldoc-documentation-functions
                              (lambda (doc &rest _) (setq said (concat said doc))))
          (wait "the hover" (lambda () (string-match-p "Response time target" said)))
          (must (string-match-p "Engineering manager" said) said))))

(step "the header of a block is explained while it is written"
      (lambda ()
        (at "payments-critical")
        (let ((said ""))
          (run-hook-with-args 'eldoc-documentation-functions
                              (lambda (doc &rest _) (setq said (concat said doc))))
          (wait "the signature" (lambda () (string-match-p "escalation_policy NAME" said))))))

(step "a mistake is found while it is typed, and mended"
      (lambda ()
        (at "response_time")
        (goto-char (match-end 0))
        (delete-char -1)
        (wait "the finding" #'findings)
        (let ((one (car (findings))))
          (must (string-match-p "response_time" (flymake-diagnostic-text one)) one)
          (must (= (flymake-diagnostic-beg one) (save-excursion (at "response_tim") (point))) one))
        (at "response_tim")
        (mend)
        (wait "the mending" (lambda () (equal (text) before)))
        (wait "the finding's end" (lambda () (null (findings))))))

(step "keys are completed"
      (lambda ()
        (at "severity P1")
        (forward-line)
        (insert "    page_s")
        (save-excursion (insert "\n"))
        (pcase-let* ((`(,start ,end ,table . ,_) (eglot-completion-at-point)))
          (let ((found (all-completions (buffer-substring-no-properties start end) table)))
            (must (seq-some (lambda (one) (string-prefix-p "page_status" one)) found) found)))
        (delete-region (line-beginning-position) (1+ (line-end-position)))
        (must (equal (text) before) (text))))

(step "a policy is renamed wherever it is named"
      (lambda ()
        (at "payments-critical")
        ;; Whoever thinks of a name is idle meanwhile, and Emacs sends what was typed.
        (settle)
        (eglot-rename "payments-urgent")
        (must (equal (text) (string-replace "payments-critical" "payments-urgent" before)) (text))
        (settle)
        (eglot-rename "payments-critical")
        (must (equal (text) before) (text))))

(step "the file is formatted"
      (lambda ()
        (at "on_call_rotation")
        (insert "      ")
        (eglot-format)
        (must (equal (text) before) (text))
        (insert "      ")
        (save-buffer)
        (must (equal (text) before) (text))
        (must (not (buffer-modified-p)) "not saved")))

(step "a name is a word"
      (lambda ()
        (at "eng-manager")
        (forward-word)
        (must (looking-back "eng-manager" (line-beginning-position)) (point))
        (at "rotation_period")
        (forward-word)
        (must (looking-back "rotation_period" (line-beginning-position)) (point))))

(step "lines are commented and back again"
      (lambda ()
        (at "    response_time")
        (let ((start (point)) (end (line-beginning-position 3)))
          (comment-region start end)
          (must (string-match-p "^    // response_time .*\n    // notify_channels " (text)) (text))
          (uncomment-region start (+ end 6)))
        (must (equal (text) before) (text))
        ;; They nest.
        (at "  severity P2")
        (insert "/* a /* b */ c */ ")
        (must (nth 4 (save-excursion (syntax-ppss (- (point) 4)))) (point))
        (must (not (nth 4 (save-excursion (syntax-ppss (point))))) (point))
        (delete-char -18)))

(step "every line of the file stays where it is when it is indented"
      (lambda ()
        (indent-region (point-min) (point-max))
        (must (equal (text) before) (text))
        (at "response_time")
        (end-of-line)
        (execute-kbd-macro (kbd "RET"))
        (insert "x")
        (must (equal (line) "    x") (line))
        (delete-region (line-end-position 0) (line-end-position))
        (must (equal (text) before) (text))))

(step "keys, kinds, texts and comments have their colours"
      (lambda ()
        (at "  severity P1")
        (insert "  // runbook = 1\n  description \"\"\"\n    say \"no\", // tier x\n  \"\"\"\n")
        (font-lock-ensure)
        (dolist (pair '(("severity P1" . font-lock-keyword-face)
                        ("P1" . font-lock-type-face)
                        ("response_time" . font-lock-variable-name-face)
                        ("timeout = 10m, channels" . font-lock-variable-name-face)
                        ("channels = [pager" . font-lock-variable-name-face)
                        ("true" . font-lock-constant-face)
                        ("Payment Gateway" . font-lock-string-face)
                        ("runbook" . font-lock-comment-face)
                        ("no\"," . font-lock-string-face)
                        ("tier x" . font-lock-string-face)))
          (at (car pair))
          (must (eq (get-text-property (point) 'face) (cdr pair)) pair (get-text-property (point) 'face)))
        (at "  // runbook")
        (delete-region (point) (line-beginning-position 5))
        (must (equal (text) before) (text))))

(step "the server ends with the editor"
      (lambda ()
        (let ((process (jsonrpc--process (eglot-current-server))))
          (set-buffer-modified-p nil)
          (eglot-shutdown (eglot-current-server))
          (wait "the end" (lambda () (not (process-live-p process)))))
        ;; Who has no server can save nevertheless.
        (insert " ")
        (save-buffer)
        (must (not (buffer-modified-p)) "not saved")))

;;; day.el ends here
