using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Domain.People;

/// <summary>Where pages come from that may use a browser key.</summary>
public class WebOriginTests
{
    [Theory]
    [InlineData("https://shop.example", "https://shop.example")]
    [InlineData(" https://Shop.Example:443 ", "https://shop.example")]
    [InlineData("https://shop.example:8443", "https://shop.example:8443")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("https://[2001:db8::1]", "https://[2001:db8::1]")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    [InlineData("http://127.0.0.1:5173", "http://127.0.0.1:5173")]
    public void Origin_IsReadAsBrowsersSayIt(string text, string origin)
    {
        Assert.True(WebOrigin.TryRead(text, out var read));
        Assert.Equal(origin, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("shop.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/cart")]
    [InlineData("https://shop.example?a=b")]
    [InlineData("https://shop.example#a")]
    [InlineData("https://ann@shop.example")]
    [InlineData("https://*.shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("file:///etc/hosts")]
    public void AnythingElse_IsNone(string? text) => Assert.False(WebOrigin.TryRead(text, out _));
}
