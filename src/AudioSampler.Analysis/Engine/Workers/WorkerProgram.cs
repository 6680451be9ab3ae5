using System.Diagnostics;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Finds this program's executable, and how it is started as a worker.</summary>
internal static class WorkerProgram
{
    // Secrets of the host are none of a plugin's business.
    private static readonly string[] s_secrets = ["AIS_API_KEY"];

    /// <summary>How a worker is started.</summary>
    /// <param name="program">The executable; null for this program's own.</param>
    /// <param name="niceness">How much it stands back behind other programs, 0 to 19.</param>
    /// <exception cref="WorkerException">It is not there.</exception>
    public static ProcessStartInfo StartInfo(string? program, int niceness)
    {
        string path = program ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ais.exe" : "ais");
        if (!File.Exists(path))
        {
            throw new WorkerException(
                $"{path}, which runs analyzers in a process of their own, is not there: install the program anew, or use --in-process"
            );
        }

        // On Linux the priority is each thread's own: set by a program that becomes the worker, it holds for all of them.
        var start = new ProcessStartInfo(niceness > 0 ? "nice" : path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])(niceness > 0 ? ["-n", $"{niceness}", path, "worker"] : ["worker"]))
        {
            start.ArgumentList.Add(argument);
        }

        RemoveSecrets(start);

        // The runtime's pipes for debuggers are files that stay behind when a worker is ended. Debug with --in-process.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    /// <summary>Keeps the secrets of this program from a program that it starts.</summary>
    public static void RemoveSecrets(ProcessStartInfo start)
    {
        foreach (string secret in s_secrets)
        {
            start.Environment.Remove(secret);
        }
    }
}
