using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Cli;
using AudioSampler.Cli.Commands;
using AudioSampler.Cli.Output;
using AudioSampler.Inference;
using Spectre.Console;

const int PipedWidth = 400;

if (args is [WorkerCommand.Name])
{
    // Started for each few files by the program itself: it doesn't need what command lines and people need.
    return WorkerHost.Run();
}

StandardError.Install();
StandardOutput.Install();

var root = new RootCommand("Splits recordings into regions, says what each one is, and keeps it in a catalogue.")
{
    AnalyzeCommand.Create(),
    SearchCommand.Create(),
    SimilarCommand.Create(),
    SimilarCommand.CreateDuplicates(),
    MarkCommand.Create(),
    MarkCommand.CreateUndo(),
    RemoveCommand.Create(),
    RemoveCommand.CreateRemoved(),
    ShowCommand.Create(),
    RegionsCommand.Create(),
    WaveformCommand.Create(),
    NotesCommand.Create(),
    EvalCommand.Create(),
    ExportLabelsCommand.Create(),
    ServeCommand.Create(),
    DemoCommand.Create(),
    DoctorCommand.Create(),
    ModelsCommand.Create(),
    CleanupCommand.Create(),
    BackupCommand.Create(),
    BackupCommand.CreateRestore(),
    BackupCommand.CreateExport(),
    BackupCommand.CreateImport(),
    WorkerCommand.Create(),
};

if (Console.IsOutputRedirected)
{
    // A program that reads our tables must not find them wrapped to a terminal's width, or coloured.
    AnsiConsole.Profile.Width = PipedWidth;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

// A name that begins with @ is a file like others, not a list of arguments.
ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
try
{
    int exitCode = await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
    );
    return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
}
catch (FfmpegMissingException exception)
{
    return Fail(ExitCode.MissingDependency, exception.Message);
}
catch (ModelException exception)
{
    return Fail(ExitCode.MissingDependency, exception.Message);
}
catch (OutputLostException exception)
{
    return Fail(ExitCode.Failed, exception.Message);
}
catch (Exception exception) when (exception is AudioSamplerException or CatalogueException or ArgumentException)
{
    return exception is ArgumentException wrong
        ? Fail(ExitCode.Usage, wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", string.Empty, StringComparison.Ordinal))
        : Fail(ExitCode.Failed, exception.Message);
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
#pragma warning disable CA1031 // The outermost wall: a bug ends the command with one line and what is needed to report it.
catch (Exception exception)
#pragma warning restore CA1031
{
    return Fail(ExitCode.Failed, $"internal error, please report it: {exception}");
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(ShownPath.Line(message.ReplaceLineEndings(" ")));
    return exitCode;
}
