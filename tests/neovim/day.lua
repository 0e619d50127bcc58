-- What a person does in Neovim on the first day with the server, with the configuration that docs/editors.md gives: see what is wrong, ask what a
-- word means, mend, rename, format. Variables of the environment: CONFIGURATION, the configuration; FOLDER, where payment.incident is.

local PATIENCE = 60000

local function step(name, act)
  local ok, why = pcall(act)
  if not ok then
    io.stderr:write(("failed: %s: %s\n"):format(name, why))
    vim.cmd("cquit 1")
  end
  io.stdout:write(("ok: %s\n"):format(name))
end

local function wait(what, is_so)
  assert(vim.wait(PATIENCE, is_so, 20), "waited in vain for " .. what)
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, PATIENCE))
  for _, answer in pairs(answers) do
    assert(not answer.error, vim.inspect(answer.error))
    return answer.result
  end
  error("nobody answers " .. method)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

-- Puts the cursor at the first place of a text.
local function at(what)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search("\\V" .. what, "cW") > 0, "there is no " .. what)
end

local function position()
  return vim.lsp.util.make_position_params(0, vim.lsp.get_clients({ bufnr = 0 })[1].offset_encoding)
end

-- As without `-u NONE`.
vim.cmd("filetype plugin on")
dofile(vim.env.CONFIGURATION)
vim.cmd.edit(vim.env.FOLDER .. "/payment.incident")
local before = text()

step("the server is started for the file", function()
  assert(vim.bo.filetype == "incident", vim.bo.filetype)
  wait("the server", function()
    local clients = vim.lsp.get_clients({ bufnr = 0 })
    return #clients == 1 and clients[1].initialized
  end)
end)

step("hovering over a severity tells who is told when", function()
  at("severity P1")
  local said = ask("textDocument/hover", position()).contents.value
  assert(said:find("Response time target:%*%* 5 minutes"), said)
  assert(said:find("Engineering manager"), said)
end)

step("a mistake is found and mended", function()
  at("response_time")
  vim.api.nvim_set_current_line((vim.api.nvim_get_current_line():gsub("response_time", "response_tim")))
  local function mistakes()
    return vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.WARN } })
  end
  wait("the finding", function() return #mistakes() > 0 end)
  assert(mistakes()[1].code == "INC122", vim.inspect(mistakes()))
  at("response_tim")
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action) return action.isPreferred or action.title:find("response_time") end,
  })
  wait("the mending", function() return text() == before end)
  wait("the finding's end", function() return #mistakes() == 0 end)
end)

step("keys are completed", function()
  at("severity P1")
  vim.api.nvim_buf_set_lines(0, vim.fn.line("."), vim.fn.line("."), false, { "    page_s" })
  vim.fn.cursor(vim.fn.line(".") + 1, 11)
  local found = ask("textDocument/completion", position())
  local labels = vim.tbl_map(function(item) return item.label end, found.items or found)
  assert(vim.tbl_contains(labels, "page_status"), vim.inspect(labels))
  vim.cmd.undo()
  assert(text() == before)
end)

step("a policy is renamed wherever it is named", function()
  at("payments-critical")
  vim.lsp.buf.rename("payments-urgent")
  wait("the new name", function() return text() == before:gsub("payments%-critical", "payments-urgent") end)
  vim.cmd.undo()
end)

step("the file is formatted", function()
  at("on_call_rotation")
  local laid_out = text()
  vim.api.nvim_set_current_line("      " .. vim.api.nvim_get_current_line())
  vim.lsp.buf.format({ timeout_ms = PATIENCE })
  assert(text() == laid_out, text())
end)

step("a name is a word, and a block is indented by two", function()
  at("eng-manager")
  assert(vim.fn.expand("<cword>") == "eng-manager", vim.fn.expand("<cword>"))
  at("fallback")
  vim.cmd("normal! otier last {\rtimeout = 5m\r}")
  local last = vim.fn.line(".")
  local lines = vim.api.nvim_buf_get_lines(0, last - 3, last, false)
  assert(vim.deep_equal(lines, { "    tier last {", "      timeout = 5m", "    }" }), vim.inspect(lines))
  vim.cmd("undo")
  assert(text() == before, text())
  at("fallback")
  vim.cmd("normal gcc")
  assert(vim.api.nvim_get_current_line():find("^    // "), vim.api.nvim_get_current_line())
  vim.cmd("undo")
end)

step("the server ends with the editor", function()
  vim.lsp.stop_client(vim.lsp.get_clients())
  wait("the end", function() return #vim.lsp.get_clients() == 0 end)
end)
vim.cmd("qall!")
