using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AudioSampler.Server.Hosting;

/// <summary>
/// Asks the server for its page as soon as it listens. The first request of a process takes half a second, in which its code is compiled; so it is not the user who waits for it.
/// </summary>
internal sealed class FirstRequest(IServer server, ServerOptions options, IHostApplicationLifetime lifetime, ILogger<FirstRequest> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Nothing that is counted as a search or written down as a change.</summary>
    private static readonly string[] s_paths = ["/ui/", "/health", "/api/tags"];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration listens = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            {
                return;
            }

            // A proxy has no business with what the server says to itself, and least with its key.
            using var direct = new SocketsHttpHandler { UseProxy = false };
            using var client = new HttpClient(direct) { BaseAddress = Reachable(new Uri(address)), Timeout = s_patience };
            if (options.ApiKey is { } key)
            {
                client.DefaultRequestHeaders.Add("X-API-Key", key);
            }

            foreach (string path in s_paths)
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), stoppingToken);
                await response.Content.CopyToAsync(Stream.Null, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            logger.LogDebug(e, "The server could not ask itself; the first request will take longer");
        }
    }

    /// <summary>Who listens at all addresses is reached at the loopback.</summary>
    private static Uri Reachable(Uri address) =>
        address.Host is "0.0.0.0" or "[::]"
            ? new UriBuilder(address) { Host = address.Host == "[::]" ? "[::1]" : "127.0.0.1" }.Uri
            : address;
}
