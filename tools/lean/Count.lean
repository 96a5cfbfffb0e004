module
public meta import Lean
public import Mathlib
open Lean

/-!
Parses files as Lean's own front end does, with the syntax of the stub, and tells every command.

Answers are lines `@answer file line kind`. What Lean cannot parse, because a notation is not known
here, ends at the next command, as in Lean. (Lists throughout: this build of Lean cannot run loops
over arrays.)
-/

-- declarations that Mathlib and Batteries add to Lean's
syntax (name := alias) declModifiers "alias " (ident <|> ("⟨" (ident <|> "_"),* "⟩")) " := " term :
  command
syntax (name := irreducible) declModifiers "irreducible_def " ident (ppSpace bracketedBinder)*
  (" : " term)? " := " term : command

mutual
/-- The first atom but `local` and `scoped`; `?` for an identifier, nothing where there is none. -/
meta partial def keyword : Syntax → String
  | .atom _ text => if text == "local" || text == "scoped" then "" else text
  | .node _ _ children => firstKeyword children.toList
  | .ident .. => "?"
  | .missing => ""
meta partial def firstKeyword : List Syntax → String
  | [] => ""
  | first :: rest =>
    let found := keyword first
    if found == "" then firstKeyword rest else found
end

/-- The part of a command after its doc comment, attributes and modifiers. -/
meta def unmodified (command : Syntax) : Syntax :=
  if (command.getArg 0).isOfKind ``Parser.Command.declModifiers then command.getArg 1 else command

/-- Lean's declarations by their keyword, other commands by their kind. -/
meta def kindOf (command : Syntax) : String :=
  if (command.getArg 0).isOfKind ``Parser.Command.declModifiers then keyword (command.getArg 1)
  else command.getKind.toString

mutual
meta partial def tell (context : Parser.InputContext) (out : IO.FS.Stream) (command : Syntax) :
    IO Unit := do
  let place := ((unmodified command).getPos? <|> command.getPos?).getD 0
  let line := (context.fileMap.toPosition place).line
  out.putStrLn s!"@answer {context.fileName} {line} {kindOf command}"
  if command.isOfKind ``Parser.Command.in || command.isOfKind ``guardMsgsCmd then
    tellAll context out command.getArgs.toList
  else if command.isOfKind ``Parser.Command.mutual then
    tellAll context out (command.getArg 1).getArgs.toList
  else pure ()
meta partial def tellAll (context : Parser.InputContext) (out : IO.FS.Stream) :
    List Syntax → IO Unit
  | [] => pure ()
  | first :: rest => do
    tell context out first
    tellAll context out rest
end

/-- Every command up to the end of the file, what follows `#exit` too. -/
meta partial def commands (context : Parser.InputContext) (module : Parser.ParserModuleContext)
    (state : Parser.ModuleParserState) (messages : MessageLog) (out : IO.FS.Stream) : IO Unit := do
  let (command, state, messages) := Parser.parseCommand context module state messages
  tell context out command
  if command.isOfKind ``Parser.Command.eoi then pure ()
  else commands context module state messages out

meta def file (environment : Environment) (path : String) (out : IO.FS.Stream) : IO Unit := do
  let text ← IO.FS.readFile ("job/" ++ path)
  let context : Parser.InputContext :=
    { inputString := text, fileName := path, fileMap := text.toFileMap,
      endPos := text.rawEndPos, endPos_valid := String.Pos.Raw.le_refl }
  let (_, state, messages) ← Parser.parseHeader context
  commands context { env := environment, options := {} } state messages out

elab "answer_files" : command => do
  let environment ← getEnv
  let out ← IO.FS.Handle.mk "/dev/stdout" .write
  (← IO.FS.lines "job/files.txt").toList.forM fun path => file environment path (.ofHandle out)

answer_files
