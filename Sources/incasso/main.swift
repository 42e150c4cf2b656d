import IncassoCommands

IncassoCommand.runProcess()
