await Console
    .Error.WriteLineAsync("This project is the start-up project of dotnet-ef: see tools/Migrations/README.md.")
    .ConfigureAwait(false);
return 2;
