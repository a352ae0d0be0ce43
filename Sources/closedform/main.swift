import CommandLine

ClosedFormCommand.main()
