using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ReleasePortal.Benchmarks.Http;

/// <summary>
/// What Kestrel alone would do: for every request the same bytes, with nothing before it in the pipeline. A file holds the body; none
/// means an empty 304. Writes its address, and serves until nobody writes to it any more.
/// </summary>
internal static class BareHost
{
    /// <summary>The argument that makes this program the host.</summary>
    public const string Word = "bare-host";

    public static async Task ServeAsync(string? file)
    {
        var body = file is null ? null : await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(http => body is null ? NotModified(http) : Answer(http, body));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
    }

    private static Task Answer(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        return http.Response.BodyWriter.WriteAsync(body).AsTask();
    }

    private static Task NotModified(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
