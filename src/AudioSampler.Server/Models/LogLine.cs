namespace AudioSampler.Server.Models;

/// <summary>One line of the log.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">debug, information, warning, error or critical.</param>
/// <param name="Source">The part of the program that wrote it.</param>
/// <param name="Message">What it says; of an exception its type and message.</param>
public sealed record LogLine(DateTimeOffset Time, string Level, string Source, string Message);
