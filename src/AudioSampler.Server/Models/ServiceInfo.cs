namespace AudioSampler.Server.Models;

/// <summary>What this service is, and where its parts are.</summary>
public sealed record ServiceInfo(string Name, string Version, string Status, string Docs, string Ui, string Health);
