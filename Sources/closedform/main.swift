import Commands

ClosedFormCommand.main()
