using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Benchmarks.Http;

/// <summary>The portal with so many controls, in a process of its own. Writes its address, and serves until nobody writes to it any more.</summary>
internal static class PortalHost
{
    /// <summary>The argument that makes this program the host.</summary>
    public const string Word = "portal-host";

    public const string Secret = "rp_server_measured";

    public static async Task ServeAsync(int controls)
    {
        await using var portal = new MeasuredPortal();
        var address = portal.Start();
        await portal.AddControlsAsync(controls);
        await portal.ApplyAsync(
            (await portal.AddPersonAsync(Role.Administrator)).Actor,
            new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Server, "production", KeySecret.HashOf(Secret), KeySecret.PrefixOf(Secret)));
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
    }
}
