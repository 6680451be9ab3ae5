namespace AudioSampler.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Level">How it came out.</param>
/// <param name="Message">What was found, and the remedy where there is something to do.</param>
internal sealed record CheckResult(string Name, CheckLevel Level, string Message);
