using System.Net;
using System.Net.Sockets;

namespace AudioSampler.Inference.Tests.Store;

/// <summary>Serves one file over HTTP, with ranges; may break off in the middle.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _content;
    private readonly Task _serving;

    public FileServer(byte[] content)
    {
        _content = content;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/model.pt");
        }

        _listener.Prefixes.Add($"{Address.Scheme}://{Address.Authority}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Bytes after which the next answer breaks off; null for none.</summary>
    public int? BreakOffAfter { get; set; }

    /// <summary>What was asked for, one entry a request.</summary>
    public List<string> Ranges { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
        _listener.Close();
        _ = _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string range = context.Request.Headers["Range"] ?? string.Empty;
            Ranges.Add(range);
            int from = range.Length > 0 ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
            try
            {
                if (from >= _content.Length)
                {
                    context.Response.StatusCode = (int)HttpStatusCode.RequestedRangeNotSatisfiable;
                    context.Response.Close();
                    continue;
                }

                context.Response.StatusCode = (int)(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK);
                context.Response.ContentLength64 = _content.Length - from;
                int count = Math.Min(_content.Length - from, BreakOffAfter ?? int.MaxValue);
                await context.Response.OutputStream.WriteAsync(_content.AsMemory(from, count));
                if (count < _content.Length - from)
                {
                    await context.Response.OutputStream.FlushAsync();
                    context.Response.Abort();
                    continue;
                }

                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                // The client has gone.
            }
        }
    }
}
