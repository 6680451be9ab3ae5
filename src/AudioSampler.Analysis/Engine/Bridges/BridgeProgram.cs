using System.Diagnostics;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>Finds the program of a bridge, and how it is started. Never by a shell.</summary>
internal static class BridgeProgram
{
    /// <summary>Says in one line what is missing for the bridge to run, with the remedy; null when nothing is.</summary>
    public static string? WhatIsMissing(BridgeDeclaration bridge)
    {
        foreach (BridgeRequirement requirement in bridge.Requires)
        {
            if (!Path.Exists(Path.Combine(bridge.Folder, requirement.Path)))
            {
                return $"needs {requirement.Path} in the folder {bridge.Folder}: {requirement.Remedy}";
            }
        }

        return Find(bridge) is null
            ? $"needs the program {bridge.Command[0]}, which is neither in its folder nor on the PATH: install it, or remove the plugin {bridge.Plugin}"
            : null;
    }

    /// <summary>How the program is started: in its folder, with its streams to us, without the secrets of this program.</summary>
    /// <exception cref="BridgeException">Something is missing.</exception>
    public static ProcessStartInfo StartInfo(BridgeDeclaration bridge)
    {
        if (WhatIsMissing(bridge) is { } missing)
        {
            throw new BridgeException(AnalysisErrorCode.BridgeMissing, missing, isSkip: true);
        }

        var start = new ProcessStartInfo(Find(bridge)!)
        {
            UseShellExecute = false,
            WorkingDirectory = bridge.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in bridge.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        WorkerProgram.RemoveSecrets(start);
        return start;
    }

    private static string? Find(BridgeDeclaration bridge)
    {
        string program = bridge.Command[0];
        string inFolder = Path.Combine(bridge.Folder, program);
        if (Path.IsPathRooted(program) || File.Exists(inFolder))
        {
            return File.Exists(inFolder) ? inFolder : null;
        }

        string[] endings = OperatingSystem.IsWindows() ? [string.Empty, ".exe"] : [string.Empty];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }
}
