namespace AudioSampler.Server.Models;

/// <summary>What this service is, and where its parts are.</summary>
/// <param name="Name">Name of the program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">healthy, starting or unhealthy, as of /health.</param>
/// <param name="Docs">Address of the description of the interface.</param>
/// <param name="Ui">Address of the page.</param>
/// <param name="Health">Address that says how the server is.</param>
public sealed record ServiceInfo(string Name, string Version, string Status, string Docs, string Ui, string Health);
