using System.CommandLine;
using AudioSampler.Analysis.Engine.Workers;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais worker</c>: a worker process, started by the program itself; <c>docs/worker-protocol.md</c> says what it speaks.</summary>
internal static class WorkerCommand
{
    /// <summary>The name, known before any command line is parsed.</summary>
    public const string Name = "worker";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "Analyse for another process of this program, over standard input and output") { Hidden = true };
        command.SetAction(_ => WorkerHost.Run());
        return command;
    }
}
