console.log("ÿ".charCodeAt(0));
