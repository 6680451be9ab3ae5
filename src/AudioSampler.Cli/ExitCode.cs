namespace AudioSampler.Cli;

/// <summary>What the command says to the shell; documented in <c>docs/cli.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>It failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>It went to the end, but some files failed.</summary>
    public const int SomeFailed = 3;

    /// <summary>Nothing matched.</summary>
    public const int NothingMatched = 4;

    /// <summary>A program that is needed is missing.</summary>
    public const int MissingDependency = 5;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The code for so many failures among so many files.</summary>
    public static int For(int failed, int total) =>
        failed == 0 ? Ok
        : failed == total ? Failed
        : SomeFailed;
}
