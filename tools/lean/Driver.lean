module
public meta import Lean
public import Mathlib
open Lean Elab

/-!
Elaborates files, and parses terms with all scoped notations of the stub in use.

Answers are lines of JSON after the mark `@answer `: syntax trees, messages, and `"done"` after each
file and after the terms. In a tree, a node is `[kind, child, …]`, an atom its text, an identifier
`{"i": name}`, a missing piece `null`. (Lists throughout: this build of Lean cannot run loops over
arrays.)
-/

mutual
meta partial def tree : Syntax → Json
  | .missing => .null
  | .atom _ text => .str text
  | .ident _ text _ _ => .mkObj [("i", .str text.toString)]
  | .node _ kind children => .arr (.str kind.toString :: trees children.toList).toArray
meta partial def trees : List Syntax → List Json
  | [] => []
  | first :: rest => tree first :: trees rest
end

meta def answer (out : IO.FS.Stream) (json : Json) : IO Unit :=
  out.putStrLn ("@answer " ++ json.compress)

meta def severity : MessageSeverity → String
  | .information => "information"
  | .warning => "warning"
  | .error => "error"

meta def answerMessage (out : IO.FS.Stream) (message : Message) : IO Unit := do
  let text ← message.data.toString
  answer out <| .mkObj
    [("severity", .str (severity message.severity)), ("line", message.pos.line),
     ("column", message.pos.column), ("text", .str text)]

meta def input (text name : String) : Parser.InputContext :=
  { inputString := text, fileName := name, fileMap := text.toFileMap,
    endPos := text.rawEndPos, endPos_valid := String.Pos.Raw.le_refl }

meta def file (environment : Environment) (path : String) (out : IO.FS.Stream) : IO Unit := do
  let context := input (← IO.FS.readFile path) path
  let (_, state, messages) ← Parser.parseHeader context
  let frontend ← IO.processCommands context state (Command.mkState environment messages {})
  frontend.commands.toList.forM fun command => do
    let start := command.getPos?.getD 0
    answer out <| .mkObj [("line", (context.fileMap.toPosition start).line), ("tree", tree command)]
  frontend.commandState.messages.toList.forM (answerMessage out)
  answer out (.str "done")

meta def terms (environment : Environment) (path : String) (out : IO.FS.Stream) : IO Unit := do
  (← IO.FS.lines path).toList.forM fun line => do
    match Parser.runParserCategory environment `term line with
    | .ok term => answer out <| .mkObj [("term", .str line), ("tree", tree term)]
    | .error text => answer out <| .mkObj [("term", .str line), ("error", .str text)]
  answer out (.str "done")

/-- Elaborates each file that is named on a line of `job/files.txt`. -/
elab "answer_files" : command => do
  let environment ← getEnv
  let out ← IO.FS.Handle.mk "/dev/stdout" .write
  (← IO.FS.lines "job/files.txt").toList.forM fun path => file environment path (.ofHandle out)

/-- Parses each line of `job/terms.txt` as a term. -/
elab "answer_terms" : command => do
  let out ← IO.FS.Handle.mk "/dev/stdout" .write
  terms (← getEnv) "job/terms.txt" (.ofHandle out)

answer_files
open scoped Real InnerProductSpace Matrix InnerProduct Gradient
answer_terms
